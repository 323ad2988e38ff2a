/** English with the visitor's regional habits when the browser has an English locale. */
const LOCALE = globalThis.navigator?.languages?.find((tag) => tag.startsWith('en')) ?? 'en-GB';

const integers = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 6 });
const shares = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' });
const spans = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

export const formatCount = (count: number): string => integers.format(count);
export const formatNumber = (value: number): string => decimals.format(value);
export const formatShare = (part: number, whole: number): string =>
  shares.format(whole === 0 ? 0 : part / whole);

/** “1 person”, “2,000 people”. */
export const formatPeople = (count: number): string => plural(count, 'person', 'people');

export const plural = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** Day and time of an RFC 3339 instant as the clock of `timeZone` shows them; the text itself when it is no instant. */
export function formatInstant(instant: string, timeZone: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(date);
}

/** Day of an instant in `timeZone`. */
export function formatInstantDay(instant: string, timeZone: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone }).format(date);
}

/** Time of day of an instant in `timeZone`. */
export const formatTime = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short', timeZone }).format(new Date(instant));

/** A calendar day `YYYY-MM-DD`, which has no zone. */
export function formatDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : days.format(date);
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** “3 hours ago”, “yesterday”, “just now”; both in milliseconds since 1970. */
export function formatSpan(at: number, now: number): string {
  const seconds = (at - now) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return spans.format(Math.trunc(seconds / size), unit);
  }
  return 'just now';
}

const SIZES = ['bytes', 'KB', 'MB', 'GB'] as const;

export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const digits = power > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${SIZES[power]}`;
}
