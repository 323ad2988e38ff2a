import { formatDay, formatInstant, formatNumber } from './format.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** A stored value as people read it. Types that carry a clock are shown in `timeZone`. */
export function valueWords(value: unknown, timeZone: string): string {
  if (value === null || value === undefined) return 'not set';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return textWords(value, timeZone);
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.map((item) => valueWords(item, timeZone)).join(', ');
  }
  return Object.entries(value)
    .map(([name, item]) => `${name} ${valueWords(item, timeZone)}`)
    .join(' · ');
}

function textWords(value: string, timeZone: string): string {
  if (DAY.test(value)) return formatDay(value);
  if (INSTANT.test(value)) return formatInstant(value, timeZone);
  return value;
}
