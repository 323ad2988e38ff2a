import type { AttributeCondition, EventCondition, Group, Rule, RuleNode } from '../ast/rule.ts';
import { foldText } from '../text/fold.ts';
import type { Checker } from './checker.ts';
import { pointer } from './issue.ts';

/** Says what is legal and probably not meant. */
export function warnAbout(checker: Checker, rule: Rule): void {
  visitGroup(checker, rule, '');
}

function visitGroup(checker: Checker, group: Group, path: string): void {
  const list = pointer(path, 'conditions');
  warnRepeats(checker, group, list);
  if (group.match === 'all') warnContradictions(checker, group, list);
  for (const [index, node] of group.conditions.entries()) {
    const at = pointer(list, index);
    if (!('kind' in node)) visitGroup(checker, node, at);
    else if (node.kind === 'event') warnEvent(checker, node, at);
  }
}

function warnRepeats(checker: Checker, group: Group, list: string): void {
  const seen = new Map<string, number>();
  for (const [index, node] of group.conditions.entries()) {
    const text = JSON.stringify(node);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    else
      checker.warn(
        'condition.repeated',
        pointer(list, index),
        `Says the same as condition ${first + 1} of its group.`,
      );
  }
}

type Span = readonly [from: number, to: number];

/** Two conditions on one attribute that nobody can meet together, and a segment that one must be in and out of. */
function warnContradictions(checker: Checker, group: Group, list: string): void {
  const before: { readonly node: RuleNode; readonly index: number }[] = [];
  for (const [index, node] of group.conditions.entries()) {
    const other = before.find((earlier) => exclude(checker, earlier.node, node));
    if (other !== undefined) {
      checker.warn(
        'condition.contradiction',
        pointer(list, index),
        `Nobody can meet this and condition ${other.index + 1} of its group.`,
      );
    }
    before.push({ node, index });
  }
}

function exclude(checker: Checker, a: RuleNode, b: RuleNode): boolean {
  if (!('kind' in a) || !('kind' in b)) return false;
  if (a.kind === 'segment' && b.kind === 'segment')
    return a.segment === b.segment && a.operator !== b.operator;
  if (a.kind !== 'attribute' || b.kind !== 'attribute' || a.attribute !== b.attribute) return false;
  if (checker.catalog.attributes.get(a.attribute)?.multiple === true) return false;
  if (isComplement(a, b) || isComplement(b, a)) return true;
  const [valuesA, valuesB] = [valuesOf(a), valuesOf(b)];
  if (valuesA !== null && valuesB !== null) return ![...valuesA].some((value) => valuesB.has(value));
  const [spanA, spanB] = [spanOf(a), spanOf(b)];
  return spanA !== null && spanB !== null && (spanA[0] > spanB[1] || spanB[0] > spanA[1]);
}

const isComplement = (a: AttributeCondition, b: AttributeCondition): boolean =>
  b.operator === `not_${a.operator}` || (a.operator === 'is_set' && b.operator === 'is_not_set')
    ? JSON.stringify({ ...a, operator: '' }) === JSON.stringify({ ...b, operator: '' })
    : false;

function valuesOf({ operator, value, values }: AttributeCondition): ReadonlySet<unknown> | null {
  const fold = (operand: unknown): unknown => (typeof operand === 'string' ? foldText(operand) : operand);
  if (operator === 'is') return new Set([fold(value)]);
  return operator === 'is_any_of' ? new Set((values ?? []).map(fold)) : null;
}

function spanOf({ operator, value, from, to }: AttributeCondition): Span | null {
  if (operator === 'between' && typeof from === 'number' && typeof to === 'number') return [from, to];
  if (typeof value !== 'number') return null;
  switch (operator) {
    case 'is':
      return [value, value];
    case 'at_least':
      return [value, Infinity];
    case 'more_than':
      return [value + Number.EPSILON * Math.max(1, Math.abs(value)), Infinity];
    case 'at_most':
      return [-Infinity, value];
    case 'less_than':
      return [-Infinity, value - Number.EPSILON * Math.max(1, Math.abs(value))];
    default:
      return null;
  }
}

function warnEvent(checker: Checker, { count, event, window }: EventCondition, path: string): void {
  if (count === undefined) return;
  const least = count.operator === 'between' ? count.from : count.operator === 'exactly' ? count.value : 0;
  const most =
    count.operator === 'between' ? count.to : count.operator === 'less_than' ? count.value - 1 : count.value;
  const open = count.operator === 'at_least' || count.operator === 'more_than';
  if (count.operator === 'at_least' && count.value === 0) {
    checker.warn('condition.always', path, 'Holds for everybody: everyone has at least no such event.');
  } else if (!open && least === 0) {
    const never =
      window === undefined ? `never did “${event}”` : `never did “${event}” at all, or not in this time`;
    const few = most === 0 ? '' : ' or did it seldom';
    checker.warn('condition.never_known', path, `Holds for people who ${never}${few}.`);
  }
}
