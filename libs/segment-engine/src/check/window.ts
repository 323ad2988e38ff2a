import { DurationUnit, PastPeriod, type Window } from '../ast/rule.ts';
import { isDay, parseInstant } from '../values/instant.ts';
import { isObject, quote, type Checker, type JsonObject } from './checker.ts';
import { pointer } from './issue.ts';
import { mostOf, tooLong } from './amount.ts';
import { isCertainlyAfter } from './moment-order.ts';

const KINDS = [
  'last',
  'more_than_ago',
  'between_ago',
  'between',
  'since',
  'before',
  'period',
  'calendar_days',
] as const;

/** Reads the window of an event condition. */
export function readWindow(checker: Checker, raw: unknown, path: string): Window | null {
  if (!isObject(raw))
    return checker.issue(
      'rule.type',
      path,
      `must be an object such as {"kind":"last","amount":30,"unit":"day"}, not ${quote(raw)}.`,
    );
  const kind = checker.word(raw['kind'], pointer(path, 'kind'), KINDS);
  return kind === null ? null : READERS[kind](checker, raw, path);
}

const READERS: Record<
  (typeof KINDS)[number],
  (checker: Checker, raw: JsonObject, path: string) => Window | null
> = {
  last: (checker, raw, path) => readMoving(checker, raw, path, 'last', 1),
  more_than_ago: (checker, raw, path) => readMoving(checker, raw, path, 'more_than_ago', 0),
  between_ago: readBetweenAgo,
  between: readBetween,
  since: (checker, raw, path) => {
    checker.onlyKeys(raw, path, ['kind', 'from']);
    const from = readInstant(checker, raw['from'], pointer(path, 'from'));
    return from === null ? null : { kind: 'since', from };
  },
  before: (checker, raw, path) => {
    checker.onlyKeys(raw, path, ['kind', 'to']);
    const to = readInstant(checker, raw['to'], pointer(path, 'to'));
    return to === null ? null : { kind: 'before', to };
  },
  period: (checker, raw, path) => {
    checker.onlyKeys(raw, path, ['kind', 'period']);
    const period = checker.word(raw['period'], pointer(path, 'period'), PastPeriod.options);
    return period === null ? null : { kind: 'period', period };
  },
  calendar_days: (checker, raw, path) => {
    checker.onlyKeys(raw, path, ['kind', 'amount']);
    const amount = checker.whole(raw['amount'], pointer(path, 'amount'), 1, Number.MAX_SAFE_INTEGER);
    if (amount === null || overLimit(checker, amount, 'day', pointer(path, 'amount'))) return null;
    return { kind: 'calendar_days', amount };
  },
};

function readMoving(
  checker: Checker,
  raw: JsonObject,
  path: string,
  kind: 'last' | 'more_than_ago',
  least: number,
): Window | null {
  checker.onlyKeys(raw, path, ['kind', 'amount', 'unit']);
  const amount = checker.whole(raw['amount'], pointer(path, 'amount'), least, Number.MAX_SAFE_INTEGER);
  const unit = checker.word(raw['unit'], pointer(path, 'unit'), DurationUnit.options);
  if (amount === null || unit === null || overLimit(checker, amount, unit, pointer(path, 'amount')))
    return null;
  return { kind, amount, unit };
}

function readBetweenAgo(checker: Checker, raw: JsonObject, path: string): Window | null {
  checker.onlyKeys(raw, path, ['kind', 'from', 'to', 'unit']);
  const from = checker.whole(raw['from'], pointer(path, 'from'), 1, Number.MAX_SAFE_INTEGER);
  const to = checker.whole(raw['to'], pointer(path, 'to'), 0, Number.MAX_SAFE_INTEGER);
  const unit = checker.word(raw['unit'], pointer(path, 'unit'), DurationUnit.options);
  if (from === null || to === null || unit === null || overLimit(checker, from, unit, pointer(path, 'from')))
    return null;
  if (from <= to) {
    return checker.issue(
      'value.range',
      pointer(path, 'from'),
      `from is further back than to: ${from} must be more than ${to}.`,
    );
  }
  return { kind: 'between_ago', from, to, unit };
}

function readBetween(checker: Checker, raw: JsonObject, path: string): Window | null {
  checker.onlyKeys(raw, path, ['kind', 'from', 'to']);
  const from = readInstant(checker, raw['from'], pointer(path, 'from'));
  const to = readInstant(checker, raw['to'], pointer(path, 'to'));
  if (from === null || to === null) return null;
  if (parseInstant(asInstant(from)) === parseInstant(asInstant(to)) && isDay(from) === isDay(to)) {
    return checker.issue(
      'value.range',
      pointer(path, 'to'),
      'The window is empty: its end is not part of it.',
    );
  }
  if (isCertainlyAfter(from, to)) {
    return checker.issue('value.range', pointer(path, 'from'), `${quote(from)} is after ${quote(to)}.`);
  }
  return { kind: 'between', from, to };
}

const asInstant = (text: string): string => (isDay(text) ? `${text}T00:00:00Z` : text);

/** An instant, or a bare day, which stands for its first moment in the zone of the workspace. */
function readInstant(checker: Checker, raw: unknown, path: string): string | null {
  if (raw === undefined)
    return checker.issue('rule.key_missing', path, 'is missing: an instant such as "2026-01-31T09:30:00Z".');
  if (typeof raw === 'string' && (isDay(raw) || parseInstant(raw) !== null)) return raw;
  const completed =
    typeof raw === 'string' && parseInstant(`${raw.replace(' ', 'T')}Z`) !== null
      ? [`${raw.replace(' ', 'T')}Z`]
      : [];
  return checker.issue(
    'value.invalid',
    path,
    `${quote(raw)} is no instant such as "2026-01-31T09:30:00Z" and no day.`,
    completed,
  );
}

function overLimit(checker: Checker, amount: number, unit: DurationUnit, path: string): boolean {
  const limit = mostOf(unit);
  if (amount <= limit) return false;
  checker.issue('rule.limit', path, tooLong(amount, unit, limit));
  return true;
}
