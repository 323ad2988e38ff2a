import type { Match } from '../ast/rule.ts';
import { isDraftGroup, type AnyDraftGroup, type AnyDraftNode, type DraftRule } from './draft.ts';
import { isNodePath, isWithin, parentOf, pathOf, placeOf, scopeOf, shifted } from './place.ts';

/** A rule after an edit, and the pointer of what the edit was about: where the focus belongs. */
export interface Edit {
  readonly rule: DraftRule;
  readonly path: string;
}

/*
 * Every edit gives a new rule that shares what did not change, or null when it has no meaning there: no such node, a
 * property among attributes, a group into itself. Nothing is ever mutated.
 */

/** The node at a pointer; undefined when there is none. */
export function nodeAt(rule: DraftRule, path: string): AnyDraftNode | undefined {
  if (!isNodePath(path)) return undefined;
  let value: unknown = rule;
  for (const key of path.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value as AnyDraftNode | undefined;
}

/** Puts a node in the place of the one at `path`. The root can only become a group. */
export function replaceNode(rule: DraftRule, path: string, node: AnyDraftNode): Edit | null {
  if (nodeAt(rule, path) === undefined || !fits(node, path)) return null;
  if (placeOf(path) === null && !isDraftGroup(node)) return null;
  return { rule: withValue(rule, path, () => node), path };
}

/**
 * Puts a node before the one at `path`, a pointer into a list; an index equal to the length appends. A missing `where`
 * or `with` is made by inserting at its index 0.
 */
export function insertNode(rule: DraftRule, path: string, node: AnyDraftNode): Edit | null {
  const place = placeOf(path);
  if (place === null || !fits(node, path)) return null;
  const group = nodeAt(rule, place.group);
  if (group === undefined) return insertFirst(rule, place.group, place.index, node);
  if (!isDraftGroup(group) || place.index > group.conditions.length) return null;
  const conditions = (group.conditions as readonly AnyDraftNode[]).toSpliced(place.index, 0, node);
  return { rule: withValue(rule, place.group, () => ({ ...group, conditions })), path };
}

/**
 * Takes a node away, with the groups around it that become empty; the root stays, if need be empty. The pointer is that
 * of the neighbour that took its place, or of what held it.
 */
export function removeNode(rule: DraftRule, path: string): Edit | null {
  if (path === '' || nodeAt(rule, path) === undefined) return null;
  const gone = emptied(rule, path);
  const place = placeOf(gone);
  if (place === null) return { rule: withValue(rule, gone, () => undefined), path: parentOf(gone) ?? '' };
  const group = nodeAt(rule, place.group) as AnyDraftGroup;
  const conditions = (group.conditions as readonly AnyDraftNode[]).toSpliced(place.index, 1);
  const index = Math.min(place.index, conditions.length - 1);
  return {
    rule: withValue(rule, place.group, () => ({ ...group, conditions })),
    path: index < 0 ? place.group : pathOf({ group: place.group, index }),
  };
}

/**
 * Moves a node before the one at `to`, both pointers read in the rule as it is before. Also between groups, but not into
 * itself and not between the properties of different conditions.
 */
export function moveNode(rule: DraftRule, from: string, to: string): Edit | null {
  const node = nodeAt(rule, from);
  if (node === undefined || placeOf(from) === null) return null;
  if (to === from || to === following(from)) return { rule, path: from };
  if (isWithin(to, from) || scopeOf(to) !== scopeOf(from)) return null;
  const placed = nodeAt(rule, parentOf(to) ?? '') === undefined ? null : insertNode(rule, to, node);
  if (placed === null) return null;
  const source = shifted(from, to, 1);
  const gone = emptied(placed.rule, source);
  const removed = removeNode(placed.rule, source);
  return removed === null ? null : { rule: removed.rule, path: shifted(to, gone, -1) };
}

/** Puts a copy right behind a node. */
export function duplicateNode(rule: DraftRule, path: string): Edit | null {
  const node = nodeAt(rule, path);
  return node === undefined || placeOf(path) === null ? null : insertNode(rule, following(path), node);
}

/** Puts a node into a new group in its place. The root goes into a new root. */
export function wrapNode(rule: DraftRule, path: string, match: Match = 'all'): Edit | null {
  const node = nodeAt(rule, path);
  if (node === undefined) return null;
  if (path !== '') return replaceNode(rule, path, { match, conditions: [node] } as AnyDraftGroup);
  const { version, ...group } = rule;
  return { rule: { ...(version === undefined ? {} : { version }), match, conditions: [group] }, path };
}

/**
 * Puts the children of a group in its place. The root, `where` and `with` have no list around them: they take on a single
 * group that they hold.
 */
export function unwrapGroup(rule: DraftRule, path: string): Edit | null {
  const group = nodeAt(rule, path);
  if (group === undefined || !isDraftGroup(group)) return null;
  const place = placeOf(path);
  if (place === null) {
    const [only, ...others] = group.conditions as readonly AnyDraftNode[];
    if (only === undefined || others.length > 0 || !isDraftGroup(only)) return null;
    return { rule: withValue(rule, path, () => ({ ...group, ...only })), path };
  }
  const parent = nodeAt(rule, place.group) as AnyDraftGroup;
  const inner = group.conditions as readonly AnyDraftNode[];
  if (inner.length === 0) return removeNode(rule, path);
  const conditions = (parent.conditions as readonly AnyDraftNode[]).toSpliced(place.index, 1, ...inner);
  return { rule: withValue(rule, place.group, () => ({ ...parent, conditions })), path };
}

/** Says how the conditions of a group go together. */
export function setMatch(rule: DraftRule, path: string, match: Match): Edit | null {
  const group = nodeAt(rule, path);
  if (group === undefined || !isDraftGroup(group)) return null;
  return { rule: group.match === match ? rule : withValue(rule, path, () => ({ ...group, match })), path };
}

function insertFirst(rule: DraftRule, group: string, index: number, node: AnyDraftNode): Edit | null {
  const owner = parentOf(group);
  const condition = owner === null ? undefined : nodeAt(rule, owner);
  const missing = placeOf(group) === null && condition !== undefined && !isDraftGroup(condition);
  if (!missing || index !== 0) return null;
  const made = { match: 'all', conditions: [node] } as AnyDraftGroup;
  return { rule: withValue(rule, group, () => made), path: pathOf({ group, index }) };
}

const following = (path: string): string => {
  const place = placeOf(path);
  return place === null ? path : pathOf({ ...place, index: place.index + 1 });
};

/** The outermost node that goes away with the one at `path`: a group whose only child goes, goes too. */
function emptied(rule: DraftRule, path: string): string {
  const place = placeOf(path);
  if (place === null || place.group === '') return path;
  const { conditions } = nodeAt(rule, place.group) as AnyDraftGroup;
  return conditions.length > 1 ? path : emptied(rule, place.group);
}

/** Conditions of properties have no kind, conditions of the rule have one: neither may stand among the others. */
function fits(node: AnyDraftNode, path: string): boolean {
  if (isDraftGroup(node))
    return (node.conditions as readonly AnyDraftNode[]).every((child) => fits(child, path));
  return 'kind' in node === (scopeOf(path) === '');
}

/** The rule with another value at a pointer; undefined takes the key away. */
function withValue(rule: DraftRule, path: string, change: (value: unknown) => unknown): DraftRule {
  return changed(rule, path.split('/').slice(1), change) as DraftRule;
}

function changed(value: unknown, [key, ...rest]: string[], change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.with(Number(key), changed(value[Number(key)], rest, change));
  const { [key]: inner, ...others } = value as Record<string, unknown>;
  const next = changed(inner, rest, change);
  return next === undefined ? others : { ...(value as object), [key]: next };
}
