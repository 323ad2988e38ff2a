import type { Condition, Group, Operands, PropertyGroup, RuleNode, Window } from '../../ast/rule.ts';
import type { FieldType, ValueType } from '../../catalog/catalog.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Why a scenario cannot be played: it asks for something that rules do not say, or that they refuse. */
export class LeftOut extends Error {}

/** What the names of a scenario are in Satsuma. */
export interface Names {
  readonly attributes: ReadonlyMap<string, ValueType>;
  readonly events: ReadonlyMap<string, ReadonlyMap<string, FieldType>>;
  readonly segments: ReadonlyMap<string, number>;
}

/** A neutral definition as a group of a rule. */
export function ruleOf(definition: Json, names: Names): Group {
  const node = nodeOf(definition, names);
  return 'kind' in node ? { match: 'all', conditions: [node] } : node;
}

const MESSAGE_KEYS = ['channel', 'action', 'template', 'campaign'];

function nodeOf(definition: Json, names: Names): RuleNode {
  if (Array.isArray(definition['all'])) return groupOf('all', definition['all'], names);
  if (Array.isArray(definition['any'])) return groupOf('any', definition['any'], names);
  if ('not' in definition) return groupOf('none', [definition['not']], names);
  if ('everyone' in definition) return { kind: 'everyone' };
  if ('in_segment' in definition) return segmentOf(String(definition['in_segment']), names);
  if ('attribute' in definition) return attributeOf(definition, names);
  if ('array_item' in definition) return itemOf(definition, names);
  if ('event' in definition) return eventOf(definition, String(definition['event']), names);
  if ('message' in definition) {
    const message = definition['message'] as Json;
    const where = MESSAGE_KEYS.filter((key) => message[key] !== undefined).map((key) => ({
      path: [key],
      op: 'eq',
      value: message[key],
    }));
    return eventOf({ ...definition, where }, 'message', names);
  }
  if ('latest_event' in definition) {
    const event = String(definition['latest_event']);
    const having = whereOf(definition['has'], event, names);
    return { ...eventOf(definition, event, names), occurrence: 'last', ...(having && { with: having }) };
  }
  if ('first_event' in definition) {
    return { ...eventOf(definition, String(definition['first_event']), names), occurrence: 'first' };
  }
  if ('event_aggregate' in definition) return aggregateOf(definition, names);
  if ('subscription' in definition) return subscriptionOf(definition['subscription'] as Json, names);
  throw new LeftOut(`needs ${Object.keys(definition)[0]}`);
}

function groupOf(match: Group['match'], parts: readonly unknown[], names: Names): Group {
  if (parts.length === 0) throw new LeftOut('an empty group is an error (L1)');
  return { match, conditions: parts.map((part) => nodeOf(part as Json, names)) };
}

function segmentOf(name: string, { segments }: Names): Condition {
  const segment = segments.get(name);
  if (segment === undefined) throw new LeftOut('an unknown segment is an error (L1)');
  return { kind: 'segment', segment, operator: 'member' };
}

const nameOf = (path: unknown): string => (path as readonly string[]).join('_');

function attributeOf(definition: Json, { attributes }: Names): Condition {
  const attribute = nameOf(definition['attribute']);
  const type = attributes.get(attribute) ?? 'text';
  return { kind: 'attribute', attribute, ...operandsOf(definition, type) };
}

function itemOf(definition: Json, { attributes }: Names): Condition {
  const attribute = nameOf(definition['array_item']);
  if (attributes.get(attribute) !== 'objects') throw new LeftOut('items that are no objects');
  const fields = new Map<string, FieldType>();
  const satisfies = definition['satisfies'] as readonly Json[];
  for (const { path, value } of satisfies)
    fields.set(nameOf(path), typeof value === 'number' ? 'decimal' : 'text');
  return { kind: 'attribute', attribute, operator: 'any_item', where: propertiesOf(satisfies, fields) };
}

const propertiesOf = (where: readonly Json[], types: ReadonlyMap<string, FieldType>): PropertyGroup => ({
  match: 'all',
  conditions: where.map((one) => {
    const property = nameOf(one['path']);
    return { property, ...operandsOf(one, types.get(property) ?? 'text') };
  }),
});

function whereOf(where: unknown, event: string, { events }: Names): PropertyGroup | undefined {
  const list = (where ?? []) as readonly Json[];
  return list.length === 0 ? undefined : propertiesOf(list, events.get(event) ?? new Map());
}

type EventNode = Extract<Condition, { kind: 'event' }>;

const COUNTS = { eq: 'exactly', gte: 'at_least', lte: 'at_most', gt: 'more_than', lt: 'less_than' } as const;

function countOf({ op, value }: Json): EventNode['count'] {
  const operator = COUNTS[String(op) as keyof typeof COUNTS];
  if (operator === undefined) throw new LeftOut(`a count that is ${String(op)}`);
  return { operator, value: value as number };
}

function eventOf(definition: Json, event: string, names: Names): EventNode {
  if (definition['name_match'] !== undefined) throw new LeftOut('event-name prefixes are not sayable');
  const where = whereOf(definition['where'], event, names);
  const count = definition['count'];
  const window = definition['window'];
  return {
    kind: 'event',
    event,
    ...(count === undefined ? {} : { count: countOf(count as Json) }),
    ...(window === undefined ? {} : { window: windowOf(window as Json) }),
    ...(where === undefined ? {} : { where }),
  };
}

const FUNCTIONS = { sum: 'sum', avg: 'average', average: 'average', min: 'minimum', max: 'maximum' } as const;

function aggregateOf(definition: Json, names: Names): Condition {
  const event = eventOf(definition, String(definition['event_aggregate']), names);
  const compare = definition['compare'] as Json;
  if (definition['fn'] === 'count') return { ...event, count: countOf(compare) };
  const fn = FUNCTIONS[String(definition['fn']) as keyof typeof FUNCTIONS];
  if (fn === undefined) throw new LeftOut(`the measure ${String(definition['fn'])}`);
  const measure = { function: fn, property: nameOf(definition['path']) };
  return { ...event, measure, compare: operandsOf(compare, 'decimal') as NonNullable<EventNode['compare']> };
}

/** The state of a subscription is what its last change says; without a change it is the default. */
function subscriptionOf({ group, default: initial, state }: Json, names: Names): RuleNode {
  const last = (value: string): EventNode => ({
    ...eventOf({ where: [{ path: ['group'], op: 'eq', value: group }] }, 'subscription_changed', names),
    occurrence: 'last',
    with: { match: 'all', conditions: [{ property: 'state', operator: 'is', value }] },
  });
  if (state !== initial) return last(String(state));
  const other = state === 'subscribed' ? 'unsubscribed' : 'subscribed';
  return { match: 'none', conditions: [last(other)] };
}

function windowOf(window: Json): Window {
  if (window['last'] !== undefined) return { kind: 'last', ...durationOf(String(window['last'])) };
  if (window['calendar_days'] !== undefined)
    return { kind: 'calendar_days', amount: Number(window['calendar_days']) };
  if (window['from'] !== undefined && window['to'] !== undefined)
    return { kind: 'between', from: String(window['from']), to: String(window['to']) };
  throw new LeftOut(`a window of ${Object.keys(window).join(' and ')}`);
}

const MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of a span such as `1d2h3m4s5ms`. */
export const spanOf = (text: string): number =>
  [...text.matchAll(/(\d+)(ms|[smhdw])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (MS[unit ?? ''] ?? 0),
    0,
  );

function durationOf(text: string): { amount: number; unit: 'minute' | 'day' } {
  const span = spanOf(text);
  if (span % 60_000 !== 0) throw new LeftOut('windows finer than a minute');
  return span % 86_400_000 === 0
    ? { amount: span / 86_400_000, unit: 'day' }
    : { amount: span / 60_000, unit: 'minute' };
}

/** The operator of a neutral condition on a value of a type. */
function operandsOf({ op, value }: Json, type: ValueType): Operands {
  const make = OPERANDS[String(op)];
  if (make === undefined) throw new LeftOut(`the operator ${String(op)} is not sayable`);
  return make(value as never, type === 'date' || type === 'datetime');
}

type Make = (value: never, isTime: boolean) => Operands;

const plain =
  (operator: Operands['operator'], forTime = operator): Make =>
  (value, isTime) => ({ operator: isTime ? forTime : operator, value });
const bare =
  (operator: Operands['operator']): Make =>
  () => ({ operator });
const list =
  (operator: Operands['operator']): Make =>
  (value: unknown) => ({
    operator,
    values: (Array.isArray(value) ? value : [value]) as string[],
  });
const range: Make = ([from, to]: readonly [number, number]) => ({ operator: 'between', from, to });

const OPERANDS: Readonly<Record<string, Make>> = {
  eq: plain('is'),
  neq: plain('is_not'),
  gt: plain('more_than', 'after'),
  gte: plain('at_least', 'on_or_after'),
  lt: plain('less_than', 'before'),
  lte: plain('at_most', 'on_or_before'),
  between: range,
  in: list('is_any_of'),
  not_in: list('is_none_of'),
  exists: bare('is_set'),
  not_exists: bare('is_not_set'),
  contains: plain('contains'),
  not_contains: plain('not_contains'),
  starts_with: plain('starts_with'),
  not_starts_with: plain('not_starts_with'),
  ends_with: plain('ends_with'),
  array_has: list('includes_any_of'),
  array_has_any: list('includes_any_of'),
  array_has_all: list('includes_all_of'),
  array_has_none: list('includes_none_of'),
  date_before: plain('before'),
  date_after: plain('after'),
  date_between: range,
  within_last: (value: string) => ({ operator: 'in_last', ...durationOf(value) }),
  calendar: (value: string) =>
    /^-\d+d$/.test(value)
      ? { operator: 'exactly_ago', amount: spanOf(value) / 86_400_000, unit: 'day' }
      : { operator: 'in_period', period: value as NonNullable<Operands['period']> },
};
