import type { Window } from '../ast/rule.ts';
import { addToDay, dayOf, durationMs, periodDays, startOfDay, type Day } from '../time/zone.ts';
import { isDay, parseInstant } from '../values/instant.ts';
import type { Range } from './plan.ts';

/** An instant seen from a zone: everything that a rule takes from outside about time. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
  /** The local day of `now`. */
  readonly today: Day;
}

export const momentOf = (now: number, timeZone: string): Moment => ({
  now,
  timeZone,
  today: dayOf(now, timeZone),
});

/** The first instant of an operand: of a bare day its local start, of an instant itself. */
export function startOf(operand: string, { timeZone }: Moment): number {
  return isDay(operand) ? startOfDay(operand, timeZone) : (parseInstant(operand) as number);
}

/** The first instant after a bare day. */
export const endOf = (day: Day, { timeZone }: Moment): number =>
  day === '9999-12-31' ? Date.UTC(10_000, 0, 2) : startOfDay(addToDay(day, 1, 'day'), timeZone);

/** The local days from one up to but not including another, as instants. */
export function daySpan(from: Day, until: Day, { timeZone }: Moment): Range<number> {
  return {
    from: { value: startOfDay(from, timeZone), inclusive: true },
    to: { value: startOfDay(until, timeZone), inclusive: false },
  };
}

/** The instants of a window that are not after `now`. */
export function windowRange(window: Window | undefined, moment: Moment): Range<number> {
  return upToNow(window === undefined ? {} : openRange(window, moment), moment);
}

function openRange(window: Window, moment: Moment): Range<number> {
  const { now, today } = moment;
  switch (window.kind) {
    case 'last':
      return { from: { value: now - durationMs(window.amount, window.unit), inclusive: false } };
    case 'more_than_ago':
      return { to: { value: now - durationMs(window.amount, window.unit), inclusive: true } };
    case 'between_ago':
      return {
        from: { value: now - durationMs(window.from, window.unit), inclusive: false },
        to: { value: now - durationMs(window.to, window.unit), inclusive: true },
      };
    case 'between':
      return {
        from: { value: startOf(window.from, moment), inclusive: true },
        to: { value: startOf(window.to, moment), inclusive: false },
      };
    case 'since':
      return { from: { value: startOf(window.from, moment), inclusive: true } };
    case 'before':
      return { to: { value: startOf(window.to, moment), inclusive: false } };
    case 'period': {
      const { from, until } = periodDays(window.period, today);
      return daySpan(from, until, moment);
    }
    case 'calendar_days':
      return daySpan(addToDay(today, 1 - window.amount, 'day'), addToDay(today, 1, 'day'), moment);
  }
}

function upToNow(range: Range<number>, { now }: Moment): Range<number> {
  return range.to !== undefined && range.to.value <= now
    ? range
    : { ...range, to: { value: now, inclusive: true } };
}
