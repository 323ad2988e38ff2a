export * from './draft.ts';
export {
  duplicateNode,
  insertNode,
  moveNode,
  nodeAt,
  removeNode,
  replaceNode,
  setMatch,
  unwrapGroup,
  wrapNode,
  type Edit,
} from './edit-rule.ts';
export { isNodePath, isWithin, nodePathOf, parentOf, pathOf, placeOf, scopeOf, type Place } from './place.ts';
