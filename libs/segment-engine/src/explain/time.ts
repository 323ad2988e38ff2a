import { Temporal } from 'temporal-polyfill';
import type { Window } from '../ast/rule.ts';
import { isDay, parseInstant } from '../values/instant.ts';
import { MONTH_LABELS, PERIOD_LABELS } from './labels.ts';
import { amountWords, spanWords, textWords } from './words.ts';

/** The zone in which instants are told; without one they are told in UTC and say so. */
export type Zone = string | undefined;

/** A day such as `31 Jan 2026`, or an instant such as `31 Jan 2026, 09:30`. */
export function timeWords(operand: string, zone: Zone): string {
  if (isDay(operand)) return dayWords(Temporal.PlainDate.from(operand));
  const instant = parseInstant(operand);
  if (instant === null) return textWords(operand);
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone ?? 'UTC');
  const exact = local.millisecond > 0 ? 'millisecond' : local.second > 0 ? 'second' : 'minute';
  const clock = local.toPlainTime().toString({ smallestUnit: exact });
  return `${dayWords(local.toPlainDate())}, ${clock}${zone === undefined ? ' UTC' : ''}`;
}

const dayWords = ({ day, month, year }: Temporal.PlainDate): string =>
  `${day} ${(MONTH_LABELS[month - 1] ?? '').slice(0, 3)} ${year}`;

type Words<W extends Window> = (window: W, zone: Zone) => string;

const WINDOW_WORDS: { readonly [K in Window['kind']]: Words<Extract<Window, { kind: K }>> } = {
  last: ({ amount, unit }) => `in the last ${spanWords(amount, unit)}`,
  more_than_ago: ({ amount, unit }) =>
    amount === 0 ? 'up to now' : `${amountWords(amount, unit)} ago or earlier`,
  between_ago: ({ from, to, unit }) =>
    to === 0 ? `in the last ${spanWords(from, unit)}` : `between ${from} and ${amountWords(to, unit)} ago`,
  between: ({ from, to }, zone) => `from ${timeWords(from, zone)} to before ${timeWords(to, zone)}`,
  since: ({ from }, zone) => `since ${timeWords(from, zone)}`,
  before: ({ to }, zone) => `before ${timeWords(to, zone)}`,
  period: ({ period }) => PERIOD_LABELS[period],
  calendar_days: ({ amount }) => (amount === 1 ? 'today' : `in the last ${amount} calendar days`),
};

/** When, such as `in the last 60 days`. */
export const windowWords = (window: Window, zone?: Zone): string =>
  (WINDOW_WORDS[window.kind] as Words<Window>)(window, zone);
