import { guessType, isDay, parseInstant, type ValueType } from '@satsuma/segment-engine';

const INTEGER = /^-?(0|[1-9]\d*)$/;
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

type Shape = Exclude<ValueType, 'objects'>;

/**
 * The type that all values of a column share. Blank and null are missing and say nothing; numbers with leading zeros are
 * text, for they are codes; "Yes" and "No" are text. Text of CSV is looked into; a number in JSON text is text.
 */
export function guessColumnType(values: Iterable<unknown>, format: 'csv' | 'ndjson'): ValueType {
  let found: ValueType | null = null;
  for (const value of values) {
    const type = typeof value === 'string' ? typeOfText(value, format) : typeOfValue(value);
    if (type === null) continue;
    found = found === null ? type : joined(found, type);
    if (found === 'text') return 'text';
  }
  return found ?? 'text';
}

function typeOfText(raw: string, format: 'csv' | 'ndjson'): Shape | null {
  const text = raw.trim();
  if (text === '') return null;
  if (isDay(text)) return 'date';
  if (parseInstant(text.replace(' ', 'T')) !== null) return 'datetime';
  if (format === 'ndjson') return 'text';
  if (/^(true|false)$/i.test(text)) return 'boolean';
  if (INTEGER.test(text) && Number.isSafeInteger(Number(text))) return 'integer';
  return DECIMAL.test(text) && Number.isFinite(Number(text)) ? 'decimal' : 'text';
}

const typeOfValue = (value: unknown): ValueType | null =>
  typeof value === 'number' && Number.isSafeInteger(value) ? 'integer' : guessType(value);

function joined(one: ValueType, other: ValueType): ValueType {
  if (one === other) return one;
  const numbers = new Set<ValueType>(['integer', 'decimal']);
  return numbers.has(one) && numbers.has(other) ? 'decimal' : 'text';
}
