import {
  MEASURE_LABELS,
  MeasureFunction,
  type DraftEventCondition,
  type DraftPart,
  type Window,
} from '@satsuma/segment-engine';
import { dropMissing } from './operand-changes.ts';

/** What an event condition asks of the events: one choice in the builder for `count`, `measure` and `occurrence`. */
export type EventQuestion = 'did' | 'did_not' | 'count' | 'first' | 'last' | MeasureFunction;

export const QUESTION_LABELS: Readonly<Record<EventQuestion, string>> = {
  did: 'happened',
  did_not: 'did not happen',
  count: 'happened … times',
  first: 'first happened',
  last: 'last happened',
  ...MEASURE_LABELS,
};

export const isMeasure = (question: EventQuestion): question is MeasureFunction =>
  (MeasureFunction.options as readonly string[]).includes(question);

/** The question that a condition asks; a count that says no more than “at least once” or “never” is told as such. */
export function questionOf({ count, measure, occurrence }: DraftEventCondition): EventQuestion {
  if (occurrence !== undefined) return occurrence;
  if (measure !== undefined) {
    const name = measure['function'];
    return MeasureFunction.options.find((option) => option === name) ?? 'sum';
  }
  if (count === undefined) return 'did';
  return count['operator'] === 'exactly' && count['value'] === 0 ? 'did_not' : 'count';
}

/** The condition with another question; event, window and filters stay. */
export function withQuestion(condition: DraftEventCondition, question: EventQuestion): DraftEventCondition {
  const { count, measure, compare, occurrence: _, with: having, ...rest } = condition;
  if (question === 'did') return rest;
  if (question === 'did_not') return { ...rest, count: { operator: 'exactly', value: 0 } };
  if (question === 'count') {
    const kept = count !== undefined && questionOf({ ...rest, count }) === 'count';
    return { ...rest, count: kept ? count : { operator: 'at_least', value: 2 } };
  }
  if (question === 'first' || question === 'last') {
    const window = rest.window ?? (having === undefined ? MONTH : undefined);
    return dropMissing({ ...rest, occurrence: question, window, with: having });
  }
  const property = measure?.['property'];
  return {
    ...rest,
    measure: dropMissing({ function: question, property }),
    compare: compare ?? { operator: 'at_least' },
  };
}

const MONTH: DraftPart = { kind: 'last', amount: 30, unit: 'day' };

/** The condition with another event: what spoke of properties of the old one goes. */
export function withEvent(condition: DraftEventCondition, event: string): DraftEventCondition {
  const { where: _, with: __, measure, ...rest } = condition;
  return { ...rest, event, ...(measure === undefined ? {} : { measure: { function: measure['function'] } }) };
}

export type WindowKind = Window['kind'];

/** The window of a kind, keeping of another what it shares with it. */
export function windowOf(kind: WindowKind, given: DraftPart = {}): DraftPart {
  const number = (key: string, otherwise: number): number => {
    const value = given[key];
    return typeof value === 'number' ? value : otherwise;
  };
  const text = (key: string): string | undefined => {
    const value = given[key];
    return typeof value === 'string' ? value : undefined;
  };
  const unit = given['unit'] ?? 'day';
  switch (kind) {
    case 'last':
    case 'more_than_ago':
      return { kind, amount: number('amount', number('from', 30)), unit };
    case 'between_ago':
      return { kind, from: number('from', number('amount', 60)), to: number('to', 30), unit };
    case 'between':
      return dropMissing({ kind, from: text('from'), to: text('to') });
    case 'since':
      return dropMissing({ kind, from: text('from') });
    case 'before':
      return dropMissing({ kind, to: text('to') });
    case 'period':
      return { kind, period: given['period'] ?? 'this_month' };
    case 'calendar_days':
      return { kind, amount: number('amount', 7) };
  }
}
