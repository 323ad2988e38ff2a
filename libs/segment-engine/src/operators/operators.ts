import type { OperatorName } from '../ast/operator-name.ts';
import type { ValueType } from '../catalog/catalog.ts';

/** What an operator asks for beside its name. */
export type OperandShape =
  | 'none'
  | 'value'
  | 'values'
  /** `from` and `to`. */
  | 'range'
  /** `amount` and `unit`. */
  | 'amount'
  | 'period'
  /** `value` from 1 to 12. */
  | 'month'
  /** `value`, a whole number of items. */
  | 'size'
  /** `where` over the fields of an item. */
  | 'where';

export interface Operator {
  /** For pickers: reads on after the name of the attribute. */
  readonly label: string;
  readonly shape: OperandShape;
  /** The operator whose exact complement this one is. */
  readonly negates?: OperatorName;
  /** Smallest `amount`, for operators that ask for one. */
  readonly least?: 0 | 1;
}

const op = (label: string, shape: OperandShape, more: Omit<Operator, 'label' | 'shape'> = {}): Operator => ({
  label,
  shape,
  ...more,
});

const EXISTENCE = {
  is_set: op('is set', 'none'),
  is_not_set: op('is not set', 'none', { negates: 'is_set' }),
} as const;

const EQUALITY = {
  is: op('is', 'value'),
  is_not: op('is not', 'value', { negates: 'is' }),
} as const;

const CHOICE = {
  ...EQUALITY,
  is_any_of: op('is any of', 'values'),
  is_none_of: op('is none of', 'values', { negates: 'is_any_of' }),
} as const;

const TEXT = {
  ...CHOICE,
  contains: op('contains', 'value'),
  not_contains: op('does not contain', 'value', { negates: 'contains' }),
  starts_with: op('starts with', 'value'),
  not_starts_with: op('does not start with', 'value', { negates: 'starts_with' }),
  ends_with: op('ends with', 'value'),
  not_ends_with: op('does not end with', 'value', { negates: 'ends_with' }),
  matches: op('matches', 'value'),
  not_matches: op('does not match', 'value', { negates: 'matches' }),
  ...EXISTENCE,
} as const;

const NUMBER = {
  ...CHOICE,
  less_than: op('is less than', 'value'),
  at_most: op('is at most', 'value'),
  at_least: op('is at least', 'value'),
  more_than: op('is more than', 'value'),
  between: op('is between', 'range'),
  not_between: op('is not between', 'range', { negates: 'between' }),
  ...EXISTENCE,
} as const;

const TIME = {
  ...EQUALITY,
  before: op('is before', 'value'),
  on_or_before: op('is on or before', 'value'),
  on_or_after: op('is on or after', 'value'),
  after: op('is after', 'value'),
  between: op('is between', 'range'),
  not_between: op('is not between', 'range', { negates: 'between' }),
  in_last: op('is in the last', 'amount', { least: 1 }),
  not_in_last: op('is not in the last', 'amount', { least: 1, negates: 'in_last' }),
  more_than_ago: op('is at least so long ago', 'amount', { least: 0 }),
  in_next: op('is in the next', 'amount', { least: 1 }),
  not_in_next: op('is not in the next', 'amount', { least: 1, negates: 'in_next' }),
  more_than_from_now: op('is further ahead than', 'amount', { least: 0 }),
  exactly_ago: op('is exactly so long ago', 'amount', { least: 0 }),
  exactly_from_now: op('is exactly so far ahead', 'amount', { least: 0 }),
  in_period: op('is in', 'period'),
  not_in_period: op('is not in', 'period', { negates: 'in_period' }),
  anniversary_in_next: op('has its anniversary in the next', 'amount', { least: 1 }),
  anniversary_in_last: op('had its anniversary in the last', 'amount', { least: 1 }),
  anniversary_today: op('has its anniversary today', 'none'),
  month_is: op('is in the month', 'month'),
  ...EXISTENCE,
} as const;

const LIST = {
  includes_any_of: op('includes any of', 'values'),
  includes_all_of: op('includes all of', 'values'),
  includes_none_of: op('includes none of', 'values', { negates: 'includes_any_of' }),
  size_at_least: op('has at least so many items', 'size'),
  size_at_most: op('has at most so many items', 'size'),
  ...EXISTENCE,
} as const;

const OBJECTS = {
  any_item: op('has an item where', 'where'),
  every_item: op('has only items where', 'where'),
  no_item: op('has no item where', 'where', { negates: 'any_item' }),
  ...EXISTENCE,
} as const;

export type OperatorTable = Readonly<Partial<Record<OperatorName, Operator>>>;

/** The operators of every type, in the order in which a picker shows them. */
export const OPERATORS: Readonly<Record<ValueType, OperatorTable>> = {
  text: TEXT,
  integer: NUMBER,
  decimal: NUMBER,
  boolean: { ...EQUALITY, ...EXISTENCE },
  date: TIME,
  datetime: TIME,
  list: LIST,
  objects: OBJECTS,
};

export const operatorOf = (type: ValueType, name: string): Operator | undefined =>
  Object.hasOwn(OPERATORS[type], name) ? OPERATORS[type][name as OperatorName] : undefined;

/** Units that an operator with an amount takes: calendar ones for days, exact ones for instants. */
export function unitsOf(type: ValueType, name: OperatorName): readonly string[] {
  if (name.startsWith('anniversary_')) return ['day', 'week', 'month', 'year'];
  if (type === 'date') return ['day', 'week', 'month', 'year'];
  return name.startsWith('exactly_') ? ['day', 'week'] : ['minute', 'hour', 'day', 'week'];
}
