import type { AnyUnit, Operands, Scalar } from '../ast/rule.ts';
import type { OperatorName } from '../ast/operator-name.ts';
import type { FieldDefinition, ValueType } from '../catalog/catalog.ts';
import { MONTH_LABELS, PERIOD_LABELS } from './labels.ts';
import { timeWords, type Zone } from './time.ts';
import { amountWords, listWords, spanWords, textWords } from './words.ts';

/** What the words of a condition depend on beside its operands. */
export interface Subject {
  /** Undefined when the catalog does not have what the condition speaks of. */
  readonly type: ValueType | undefined;
  readonly fields?: readonly FieldDefinition[] | undefined;
}

export interface Saying {
  readonly subject: Subject;
  readonly zone: Zone;
  /** A group of conditions on the fields of an item, in words. */
  readonly sayWhere: (where: NonNullable<Operands['where']>) => string;
}

type Say = (operands: Operands, saying: Saying) => string;

/** What a condition says of its subject, such as `is Zagreb or Split`. Reads on after the name of the subject. */
export const predicateWords = (operands: Operands, saying: Saying): string =>
  PREDICATES[operands.operator](operands, saying);

function valueWords(value: Scalar | undefined, { subject: { type }, zone }: Saying): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return String(value);
  return type === 'date' || type === 'datetime' ? timeWords(value, zone) : textWords(value);
}

const one =
  (words: string): Say =>
  ({ value }, saying) =>
    `${words} ${valueWords(value, saying)}`;

/** A choice of values; `single` is said when there is only one. */
const many =
  (single: string, several: string, last: 'or' | 'and' | 'nor'): Say =>
  ({ values = [] }, saying) => {
    const words = values.map((value) => valueWords(value, saying));
    return `${words.length === 1 ? single : several} ${listWords(words, last)}`;
  };

const range =
  (words: string): Say =>
  ({ from, to }, saying) =>
    `${words} ${valueWords(from, saying)} and ${valueWords(to, saying)}`;

const span =
  (words: string): Say =>
  ({ amount = 0, unit = 'day' }) =>
    `${words} ${spanWords(amount, unit)}`;

/** A distance from now; of none it is today, or now for an instant. */
const distance =
  (
    none: string,
    noneForInstants: string,
    words: (amount: string, type: ValueType | undefined) => string,
  ): Say =>
  (
    { amount = 0, unit = 'day' }: { amount?: number | undefined; unit?: AnyUnit | undefined },
    { subject },
  ) => {
    if (amount !== 0) return words(amountWords(amount, unit), subject.type);
    return subject.type === 'datetime' ? noneForInstants : none;
  };

const items =
  (words: string): Say =>
  ({ value }) =>
    `${words} ${String(value)} ${value === 1 ? 'item' : 'items'}`;

const where =
  (words: string): Say =>
  (operands, { sayWhere }) =>
    `${words} ${operands.where === undefined ? '…' : sayWhere(operands.where)}`;

/** An entry for every operator: a new one does not compile until it can be said. */
const PREDICATES: Readonly<Record<OperatorName, Say>> = {
  is: one('is'),
  is_not: one('is not'),
  is_any_of: many('is', 'is', 'or'),
  is_none_of: many('is not', 'is none of', 'and'),
  contains: one('contains'),
  not_contains: one('does not contain'),
  starts_with: one('starts with'),
  not_starts_with: one('does not start with'),
  ends_with: one('ends with'),
  not_ends_with: one('does not end with'),
  matches: one('matches'),
  not_matches: one('does not match'),
  less_than: one('is less than'),
  at_most: one('is at most'),
  at_least: one('is at least'),
  more_than: one('is more than'),
  between: range('is between'),
  not_between: range('is not between'),
  before: one('is before'),
  on_or_before: one('is on or before'),
  on_or_after: one('is on or after'),
  after: one('is after'),
  in_last: span('is in the last'),
  not_in_last: span('is not in the last'),
  more_than_ago: distance('is today or earlier', 'is not after now', (ago) => `is ${ago} ago or earlier`),
  in_next: span('is in the next'),
  not_in_next: span('is not in the next'),
  more_than_from_now: distance('is today or later', 'is after now', (ahead, type) =>
    type === 'datetime' ? `is more than ${ahead} from now` : `is ${ahead} from now or later`,
  ),
  exactly_ago: distance('is today', 'is today', (ago) => `is exactly ${ago} ago`),
  exactly_from_now: distance('is today', 'is today', (ahead) => `is exactly ${ahead} from now`),
  in_period: ({ period = 'today' }) => `is ${PERIOD_LABELS[period]}`,
  not_in_period: ({ period = 'today' }) => `is not ${PERIOD_LABELS[period]}`,
  anniversary_in_next: span('has its anniversary in the next'),
  anniversary_in_last: span('had its anniversary in the last'),
  anniversary_today: () => 'has its anniversary today',
  month_is: ({ value }) => `is in ${MONTH_LABELS[Number(value) - 1] ?? String(value)} of any year`,
  includes_any_of: many('includes', 'includes', 'or'),
  includes_all_of: many('includes', 'includes all of', 'and'),
  includes_none_of: many('does not include', 'includes none of', 'and'),
  size_at_least: items('has at least'),
  size_at_most: items('has at most'),
  any_item: where('has an item where'),
  every_item: where('has items, and in every one'),
  no_item: where('has no item where'),
  is_set: () => 'is set',
  is_not_set: () => 'is not set',
};
