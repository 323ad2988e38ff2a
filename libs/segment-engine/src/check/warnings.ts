import type { Compare, EventCondition, Group, Measure, Rule, RuleNode } from '../ast/rule.ts';
import { explainCondition } from '../explain/index.ts';
import type { Checker } from './checker.ts';
import { countBounds, excludeEachOther, sameness } from './exclusion.ts';
import { pointer } from './issue.ts';

/** Says what is legal and probably not meant. */
export function warnAbout(checker: Checker, rule: Rule): void {
  visitGroup(checker, rule, '', { turned: false, happened: new Set() });
}

/** Where a group stands. */
interface Place {
  /** True under an odd number of `none`. */
  readonly turned: boolean;
  /** Events that everybody who can get here has had, since conditions beside ask for them. */
  readonly happened: ReadonlySet<string>;
}

function visitGroup(checker: Checker, group: Group, path: string, place: Place): void {
  const list = pointer(path, 'conditions');
  warnRepeats(checker, group, list);
  warnPairs(checker, group, list);
  warnEveryone(checker, group, path, list);
  const isAll = group.match === 'all' && !place.turned;
  const turned = place.turned !== (group.match === 'none');
  for (const [index, node] of group.conditions.entries()) {
    const at = pointer(list, index);
    const beside = isAll ? group.conditions.filter((_, other) => other !== index) : [];
    const happened = new Set([...place.happened, ...beside.flatMap(asksFor)]);
    if (!('kind' in node)) visitGroup(checker, node, at, { turned, happened });
    else if (node.kind === 'event') warnEvent(checker, node, at, { turned, happened });
  }
}

/** The event that everybody who meets a condition has had. */
function asksFor(node: RuleNode): string[] {
  if (!('kind' in node)) return node.match === 'all' ? node.conditions.flatMap(asksFor) : [];
  return node.kind === 'event' && !holdsWithoutEvents(node) ? [node.event] : [];
}

function warnRepeats(checker: Checker, group: Group, list: string): void {
  const seen = new Map<string, number>();
  for (const [index, node] of group.conditions.entries()) {
    const text = sameness(node);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    else {
      const message = `Says the same as condition ${first + 1} of its group.`;
      checker.warn('condition.repeated', pointer(list, index), message);
    }
  }
}

/** Pairs that nobody can meet together in `all`, and that everybody meets one of in `any` and `none`. */
function warnPairs(checker: Checker, group: Group, list: string): void {
  for (const [index, node] of group.conditions.entries()) {
    const before = group.conditions.slice(0, index);
    const other = before.findIndex((earlier) =>
      group.match === 'all'
        ? excludeEachOther(earlier, node, checker.catalog)
        : isOpposite(earlier, node) || isOpposite(node, earlier),
    );
    const earlier = before[other];
    if (earlier === undefined) continue;
    const at = pointer(list, index);
    const said = 'kind' in earlier ? explainCondition(earlier, checker.catalog) : `condition ${other + 1}`;
    if (group.match === 'all') {
      checker.warn('condition.contradiction', at, `Nobody can meet this and “${said}” at once.`);
    } else if (group.match === 'any') {
      checker.warn('condition.always', at, `Everybody meets this or “${said}”.`);
    } else {
      checker.warn('condition.impossible', at, `Everybody meets this or “${said}”, so nobody meets none.`);
    }
  }
}

const OPPOSITES: Readonly<Record<string, string>> = {
  not_member: 'member',
  is_not: 'is',
  is_none_of: 'is_any_of',
  includes_none_of: 'includes_any_of',
  no_item: 'any_item',
  is_not_set: 'is_set',
};

/** True when one says exactly what the other denies. */
function isOpposite(a: RuleNode, b: RuleNode): boolean {
  if (!('operator' in a) || !('operator' in b) || a.kind !== b.kind) return false;
  const denied = OPPOSITES[a.operator] ?? (a.operator.startsWith('not_') ? a.operator.slice(4) : null);
  return denied === b.operator && sameness({ ...a, operator: b.operator } as RuleNode) === sameness(b);
}

function warnEveryone(checker: Checker, group: Group, path: string, list: string): void {
  if (group.match === 'all') return;
  const index = group.conditions.findIndex((node) => 'kind' in node && node.kind === 'everyone');
  if (index === -1) return;
  if (group.match === 'none') {
    checker.warn('condition.impossible', path, 'Holds for nobody: it leaves out everyone.');
  } else if (group.conditions.length > 1) {
    const message = 'Holds for everybody, so that the others of its group change nothing.';
    checker.warn('condition.always', pointer(list, index), message);
  }
}

function warnEvent(checker: Checker, node: EventCondition, path: string, { turned, happened }: Place): void {
  const { count, event, measure, compare, window } = node;
  if (count?.operator === 'at_least' && count.value === 0) {
    checker.warn('condition.always', path, 'Holds for everybody: everyone has at least no such event.');
    return;
  }
  if (measure?.function === 'distinct' && compare !== undefined && beyondCounting(compare)) {
    checker.warn(
      'condition.impossible',
      path,
      'Can hold for nobody: a number of values is whole and not below 0.',
    );
    return;
  }
  if (holdsWithoutEvents(node) === turned || happened.has(event)) return;
  const label = checker.catalog.events.get(event)?.label ?? event;
  const never = window === undefined ? `never had “${label}”` : `never had “${label}” at all`;
  const which = turned || countBounds(count).most === 0 ? never : `${never}, not only for those who had it`;
  checker.warn('condition.never_known', path, `Holds also for people who ${which}.`);
}

/** What a condition says of somebody who never had the event. */
function holdsWithoutEvents({ count, measure, compare, occurrence }: EventCondition): boolean {
  if (occurrence !== undefined) return false;
  if (measure !== undefined && compare !== undefined) return holdsOfNothing(measure, compare);
  return countBounds(count).least === 0;
}

function holdsOfNothing({ function: fn }: Measure, { operator, value, values, from, to }: Compare): boolean {
  const known = fn === 'sum' || fn === 'distinct';
  const is = (operand: number | undefined): boolean => known && operand === 0;
  const within = known && from !== undefined && to !== undefined && from <= 0 && to >= 0;
  const operand = value ?? NaN;
  return {
    is: is(value),
    is_not: !is(value),
    is_any_of: (values ?? []).some(is),
    is_none_of: !(values ?? []).some(is),
    less_than: known && operand > 0,
    at_most: known && operand >= 0,
    at_least: known && operand <= 0,
    more_than: known && operand < 0,
    between: within,
    not_between: !within,
  }[operator];
}

/** True when no count, a whole number from 0 on, can compare so. */
function beyondCounting({ operator, value, values, to }: Compare): boolean {
  const fits = (one: number | undefined): boolean => one !== undefined && one >= 0 && Number.isInteger(one);
  switch (operator) {
    case 'is':
      return !fits(value);
    case 'is_any_of':
      return !(values ?? []).some(fits);
    case 'less_than':
      return (value ?? 0) <= 0;
    case 'at_most':
      return (value ?? 0) < 0;
    case 'between':
      return (to ?? 0) < 0;
    default:
      return false;
  }
}
