import type { CountOperator, Match, MeasureFunction, Period, Window } from '../ast/rule.ts';

/*
 * The words of sentences and of everything that lets people choose parts of a rule. Each table has an entry for every word
 * of the language, so that a new one does not compile until it can be said.
 */

export const MATCH_LABELS: Readonly<Record<Match, string>> = {
  all: 'All of the following',
  any: 'Any of the following',
  none: 'None of the following',
};

export const PERIOD_LABELS: Readonly<Record<Period, string>> = {
  today: 'today',
  yesterday: 'yesterday',
  this_week: 'this week',
  last_week: 'last week',
  this_month: 'this month',
  last_month: 'last month',
  this_quarter: 'this quarter',
  last_quarter: 'last quarter',
  this_year: 'this year',
  last_year: 'last year',
  tomorrow: 'tomorrow',
  next_week: 'next week',
  next_month: 'next month',
  next_quarter: 'next quarter',
  next_year: 'next year',
};

export const COUNT_LABELS: Readonly<Record<CountOperator, string>> = {
  at_least: 'at least',
  at_most: 'at most',
  exactly: 'exactly',
  more_than: 'more than',
  less_than: 'fewer than',
  between: 'between',
};

export const MEASURE_LABELS: Readonly<Record<MeasureFunction, string>> = {
  sum: 'sum of',
  average: 'average of',
  minimum: 'smallest',
  maximum: 'largest',
  distinct: 'number of different values of',
};

export const OCCURRENCE_LABELS: Readonly<Record<'first' | 'last', string>> = {
  first: 'the first',
  last: 'the last',
};

export const WINDOW_LABELS: Readonly<Record<Window['kind'], string>> = {
  last: 'in the last',
  more_than_ago: 'at least so long ago',
  between_ago: 'between so long ago',
  between: 'between',
  since: 'since',
  before: 'before',
  period: 'in a calendar period',
  calendar_days: 'in the last calendar days',
};

export const MONTH_LABELS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
