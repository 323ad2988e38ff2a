import { isDay, parseInstant, type ValueType } from '@satsuma/segment-engine';

/** A value in its wire form, `undefined` for a missing one, or what is wrong with it. */
export type Converted =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string };

const value = (converted: unknown): Converted => ({ ok: true, value: converted });
const misfit = (message: string): Converted => ({ ok: false, code: 'value.type', message });

/** Blank text is missing, whatever the type. */
export const isBlank = (text: string): boolean => text.trim() === '';

/**
 * The wire form of a value of a file: text becomes what the type asks for, values that JSON has typed already stay as they
 * are. Null for a missing one. Whether a value fits is decided in the end where it is written.
 */
export function convertValue(type: ValueType, raw: unknown): Converted {
  if (typeof raw === 'string') return isBlank(raw) ? value(null) : CONVERTERS[type](raw);
  const scalar = typeof raw === 'number' || typeof raw === 'boolean';
  return value(type === 'text' && scalar ? String(raw) : raw);
}

const CONVERTERS: Record<ValueType, (text: string) => Converted> = {
  text: value,
  integer: (text) => {
    // A whole number that some program wrote with decimals is still one.
    const digits = /^([+-]?\d+)(?:\.0*)?$/.exec(text.trim())?.[1];
    return digits === undefined ? misfit('must be a whole number, such as 42') : value(Number(digits));
  },
  decimal: (text) =>
    /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim())
      ? value(Number(text))
      : misfit('must be a number with a point before its decimals, such as 12.50'),
  boolean: (text) => {
    const known = BOOLEANS.get(text.trim().toLowerCase());
    return known === undefined ? misfit('must be true or false') : value(known);
  },
  date: (text) => (isDay(text.trim()) ? value(text.trim()) : misfit('must be a day written as 2026-01-31')),
  datetime: (text) => {
    const instant = text.trim().replace(' ', 'T');
    if (parseInstant(instant) !== null) return value(instant);
    return misfit('must be a date and time with an offset, such as 2026-01-31T09:30:00Z');
  },
  list: (text) => (text.trim().startsWith('[') ? parseJson(text) : value(text.split(';').map(trimmed))),
  objects: (text) => parseJson(text),
};

const trimmed = (text: string): string => text.trim();

const BOOLEANS = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

function parseJson(text: string): Converted {
  try {
    return value(JSON.parse(text) as unknown);
  } catch {
    return misfit('must be a list in JSON');
  }
}
