import { isDay, MONTH_LABELS } from '@satsuma/segment-engine';

/** A typed day as `YYYY-MM-DD`: `2026-01-31`, `31 Jan 2026`, `Jan 31, 2026`, `31.1.2026`. Null when it is none of these. */
export function readDay(typed: string): string | null {
  const text = typed.trim();
  const numbers = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (numbers !== null) return dayOf(numbers[1], Number(numbers[2]), numbers[3]);
  const dotted = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\.?$/.exec(text);
  if (dotted !== null) return dayOf(dotted[3], Number(dotted[2]), dotted[1]);
  const dayFirst = /^(\d{1,2})\.?\s+(\p{L}{3,})\.?,?\s+(\d{4})$/u.exec(text);
  if (dayFirst !== null) return dayOf(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = /^(\p{L}{3,})\.?\s+(\d{1,2}),?\s+(\d{4})$/u.exec(text);
  return monthFirst === null ? null : dayOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
}

const monthOf = (word = ''): number =>
  MONTH_LABELS.findIndex((month) => month.toLowerCase().startsWith(word.toLowerCase())) + 1;

function dayOf(year = '', month: number, day = ''): string | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : null;
}
