import type { FieldDefinition, FieldType, ValueType } from '../catalog/catalog.ts';
import { LIMITS } from '../limits.ts';
import { foldText, lengthOf, unstorable } from '../text/fold.ts';
import { isDay, parseInstant } from './instant.ts';

export type ScalarFact = string | number | boolean;
export type FieldFact = ScalarFact | readonly string[];
export type ItemFact = Readonly<Record<string, FieldFact>>;

/**
 * A value as it is stored and compared: text folded, days as `YYYY-MM-DD`, instants in epoch milliseconds, lists as sets of
 * folded items, objects by field.
 */
export type Fact = ScalarFact | readonly string[] | readonly ItemFact[];

export interface ValueProblem {
  readonly code: 'value.type' | 'value.invalid' | 'value.limit';
  /** JSON pointer from the value. */
  readonly path: string;
  readonly message: string;
  readonly suggestions: readonly string[];
}

export type Parsed =
  /** Nothing is stored: `null`, empty text, an empty list. */
  | { readonly ok: true; readonly missing: true }
  /** `original` is what people see, present where it is not the fact itself. */
  | {
      readonly ok: true;
      readonly missing: false;
      readonly fact: Fact;
      readonly original?: unknown;
      /** Fields of `objects` that the definition does not have yet. */
      readonly newFields?: readonly FieldDefinition[];
    }
  | { readonly ok: false; readonly problem: ValueProblem };

export const refuse = (
  code: ValueProblem['code'],
  message: string,
  path = '',
  suggestions: readonly string[] = [],
): Parsed => ({ ok: false, problem: { code, path, message, suggestions } });

const MISSING: Parsed = { ok: true, missing: true };
const fact = (value: Fact): Parsed => ({ ok: true, missing: false, fact: value });

/** Reads a value of a type from its wire form. The one place that decides what fits a type. */
export function parseValue(type: Exclude<ValueType, 'objects'>, raw: unknown): Parsed {
  if (raw === null || raw === '') return MISSING;
  return PARSERS[type](raw);
}

const PARSERS: Record<FieldType, (raw: unknown) => Parsed> = {
  text: parseText,
  integer: parseInteger,
  decimal: parseDecimal,
  boolean: (raw) =>
    typeof raw === 'boolean' ? fact(raw) : refuse('value.type', `must be true or false, not ${kindOf(raw)}`),
  date: parseDate,
  datetime: parseDatetime,
  list: parseList,
};

function parseText(raw: unknown): Parsed {
  if (typeof raw !== 'string') {
    const quoted = typeof raw === 'number' || typeof raw === 'boolean' ? [JSON.stringify(String(raw))] : [];
    return refuse('value.type', `must be text, not ${kindOf(raw)}`, '', quoted);
  }
  const problem = textProblem(raw);
  if (problem !== null) return problem;
  const folded = foldText(raw);
  if (folded === '') return MISSING;
  return folded === raw ? fact(folded) : { ok: true, missing: false, fact: folded, original: raw };
}

function textProblem(text: string, path = ''): Parsed | null {
  const broken = unstorable(text);
  if (broken !== null) return refuse('value.invalid', broken, path);
  if (text.length > LIMITS.text && lengthOf(text) > LIMITS.text) {
    return refuse('value.limit', `is longer than ${LIMITS.text} characters`, path);
  }
  return null;
}

function parseInteger(raw: unknown): Parsed {
  if (typeof raw !== 'number') return notANumber(raw, 'a whole number');
  if (Number.isSafeInteger(raw)) return fact(raw === 0 ? 0 : raw);
  const suggestions = Number.isFinite(raw) && Math.abs(raw) < 2 ** 53 ? [String(Math.round(raw))] : [];
  return refuse('value.invalid', `must be a whole number between -(2^53-1) and 2^53-1`, '', suggestions);
}

function parseDecimal(raw: unknown): Parsed {
  if (typeof raw !== 'number') return notANumber(raw, 'a number');
  if (!Number.isFinite(raw)) return refuse('value.invalid', 'must be a finite number');
  return fact(raw === 0 ? 0 : raw);
}

function notANumber(raw: unknown, wanted: string): Parsed {
  const looksLikeOne = typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw.trim());
  return refuse('value.type', `must be ${wanted}, not ${kindOf(raw)}`, '', looksLikeOne ? [raw.trim()] : []);
}

function parseDate(raw: unknown): Parsed {
  if (typeof raw !== 'string')
    return refuse('value.type', `must be a day such as "2026-01-31", not ${kindOf(raw)}`);
  if (isDay(raw)) return fact(raw);
  const day = raw.slice(0, 10);
  return refuse(
    'value.invalid',
    'must be a day such as "2026-01-31"',
    '',
    raw.length > 10 && isDay(day) ? [day] : [],
  );
}

function parseDatetime(raw: unknown): Parsed {
  const wanted = 'must be a date and time with an offset, such as "2026-01-31T09:30:00Z"';
  if (typeof raw !== 'string') return refuse('value.type', `${wanted}, not ${kindOf(raw)}`);
  const instant = parseInstant(raw);
  if (instant !== null) return fact(instant);
  const completed = isDay(raw) ? `${raw}T00:00:00Z` : `${raw.replace(' ', 'T')}Z`;
  return refuse('value.invalid', wanted, '', parseInstant(completed) === null ? [] : [completed]);
}

function parseList(raw: unknown): Parsed {
  if (!Array.isArray(raw)) {
    return refuse(
      'value.type',
      `must be a list of texts, not ${kindOf(raw)}`,
      '',
      typeof raw === 'string' ? [JSON.stringify([raw])] : [],
    );
  }
  const originals = new Map<string, string>();
  for (const [index, item] of raw.entries()) {
    if (typeof item !== 'string')
      return refuse('value.type', `must be text, not ${kindOf(item)}`, `/${index}`);
    const problem = textProblem(item, `/${index}`);
    if (problem !== null) return problem;
    const folded = foldText(item);
    if (folded !== '' && !originals.has(folded)) originals.set(folded, item);
  }
  if (originals.size > LIMITS.listItems)
    return refuse('value.limit', `has more than ${LIMITS.listItems} items`);
  if (originals.size === 0) return MISSING;
  const [folded, spelled] = [[...originals.keys()], [...originals.values()]];
  const same = folded.every((item, index) => item === spelled[index]);
  return same ? fact(folded) : { ok: true, missing: false, fact: folded, original: spelled };
}

/** A value's kind in words, for messages. */
export function kindOf(raw: unknown): string {
  if (raw === null) return 'null';
  if (raw === undefined) return 'missing';
  if (Array.isArray(raw)) return 'a list';
  return (
    { string: 'text', number: 'a number', boolean: 'true or false', object: 'an object' }[
      typeof raw as string
    ] ?? 'this'
  );
}
