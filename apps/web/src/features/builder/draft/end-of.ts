import { isDraftGroup, nodeAt, pathOf, type DraftRule } from '@satsuma/segment-engine';

/** The place behind the last child of a group; the first place when there is no such group yet. */
export function endOf(rule: DraftRule, group: string): string {
  const node = nodeAt(rule, group);
  const index = node !== undefined && isDraftGroup(node) ? node.conditions.length : 0;
  return pathOf({ group, index });
}
