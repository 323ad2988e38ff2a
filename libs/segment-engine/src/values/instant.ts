const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})$/;

const MIN_INSTANT = Date.parse('0001-01-01T00:00:00.000Z');
const MAX_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/** True for a calendar day that exists, from 0001-01-01 to 9999-12-31. */
export function isDay(text: string): boolean {
  const match = DAY.exec(text);
  return match !== null && utc(match) !== null;
}

/** Epoch milliseconds of an RFC 3339 date-time with an offset, cut to the millisecond; null when it is none. */
export function parseInstant(text: string): number | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const day = utc(match);
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  if (day === null || hour > 23 || minute > 59 || second > 59) return null;
  const offset = offsetMinutes(match[8] ?? 'Z');
  if (offset === null) return null;
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const instant = day + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds;
  return instant < MIN_INSTANT || instant > MAX_INSTANT ? null : instant;
}

export const formatInstant = (instant: number): string => new Date(instant).toISOString();

/** Epoch milliseconds of the UTC midnight of a matched day; null when there is no such day. */
function utc(match: RegExpExecArray): number | null {
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

function offsetMinutes(text: string): number | null {
  if (text === 'Z' || text === 'z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))];
  if (hours > 23 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
