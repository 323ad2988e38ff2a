import { Temporal } from 'temporal-polyfill';
import type { CalendarUnit, DurationUnit, Period } from '../ast/rule.ts';

/** A calendar day as `YYYY-MM-DD`: years 0001 to 9999, so that text order is order in time. */
export type Day = string;

const UNIT_MS: Record<DurationUnit, number> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** Milliseconds of an exact duration; a day is 24 hours. */
export const durationMs = (amount: number, unit: DurationUnit): number => amount * UNIT_MS[unit];

/** The calendar day that clocks in the zone show at an instant (epoch milliseconds). Years are kept within 0001 and 9999. */
export function dayOf(instant: number, timeZone: string): Day {
  return writtenDay(
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate(),
  );
}

function writtenDay(date: Temporal.PlainDate): Day {
  if (date.year < 1) return '0001-01-01';
  return date.year > 9999 ? '9999-12-31' : date.toString();
}

/** The first instant of a local day, in epoch milliseconds; a day with a clock change starts when its first minute does. */
export function startOfDay(day: Day, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).startOfDay().epochMilliseconds;
}

/**
 * The instant (epoch milliseconds) at which clocks in the zone show a date and time without an offset. A time that a clock
 * change leaves out is moved on by what was left out, one that comes twice is the first.
 */
export function localInstant(dateTime: string, timeZone: string): number {
  const time = Temporal.PlainDateTime.from(dateTime);
  return time.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** Calendar arithmetic; months and years clamp to the end of the month. Years are kept within 0001 and 9999. */
export function addToDay(day: Day, amount: number, unit: CalendarUnit): Day {
  return writtenDay(Temporal.PlainDate.from(day).add({ [`${unit}s`]: amount }, { overflow: 'constrain' }));
}

/** First day of a period and the first day after it, seen from today. Weeks start on Monday. */
export function periodDays(period: Period, today: Day): { readonly from: Day; readonly until: Day } {
  const [which, name] = period.includes('_') ? (period.split('_') as [string, string]) : ['', period];
  const shift = which === 'last' ? -1 : which === 'next' ? 1 : 0;
  switch (name) {
    case 'today':
      return span(today, 1, 'day');
    case 'yesterday':
      return span(addToDay(today, -1, 'day'), 1, 'day');
    case 'tomorrow':
      return span(addToDay(today, 1, 'day'), 1, 'day');
    case 'week': {
      const monday = addToDay(today, 1 - Temporal.PlainDate.from(today).dayOfWeek, 'day');
      return span(addToDay(monday, shift, 'week'), 1, 'week');
    }
    case 'month':
      return span(addToDay(`${today.slice(0, 8)}01`, shift, 'month'), 1, 'month');
    case 'quarter': {
      const first = 3 * Math.floor((Number(today.slice(5, 7)) - 1) / 3) + 1;
      return span(
        addToDay(`${today.slice(0, 5)}${String(first).padStart(2, '0')}-01`, 3 * shift, 'month'),
        3,
        'month',
      );
    }
    default:
      return span(addToDay(`${today.slice(0, 4)}-01-01`, shift, 'year'), 1, 'year');
  }
}

const span = (from: Day, amount: number, unit: CalendarUnit): { from: Day; until: Day } => ({
  from,
  until: addToDay(from, amount, unit),
});

/**
 * Month and day (`MM-DD`) of every day from one day for a number of days: those whose anniversary falls on one of them.
 * 29 February is kept on 28 February in years that have none.
 */
export function anniversaryDays(first: Day, days: number): ReadonlySet<string> {
  const found = new Set<string>();
  let date = Temporal.PlainDate.from(first);
  // Within 366 days every anniversary comes round.
  for (let passed = 0; passed < Math.min(days, 366); passed += 1) {
    const monthDay = date.toString().slice(5);
    found.add(monthDay);
    if (monthDay === '02-28' && !date.inLeapYear) found.add('02-29');
    date = date.add({ days: 1 });
  }
  return found;
}

export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** True for a zone that the engine's zone data knows, such as `Europe/Zagreb` or `UTC`. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
