import type { Catalog } from '../catalog/catalog.ts';
import { LIMITS } from '../limits.ts';
import { shortJson } from './json-size.ts';
import {
  didYouMean,
  orList,
  pointer,
  type Issue,
  type IssueCode,
  type Named,
  type WarningCode,
} from './issue.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** How many slips of one rule are looked up in the catalog, which may be large. */
const LOOKS = 30;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Collects everything that is wrong with one rule while it is read. */
export class Checker {
  readonly issues: Issue<IssueCode>[] = [];
  readonly warnings: Issue<WarningCode>[] = [];
  readonly catalog: Catalog;
  readonly self: number | null;
  private conditions = 0;
  private looks = 0;

  constructor(catalog: Catalog, self: number | null) {
    this.catalog = catalog;
    this.self = self;
  }

  issue(code: IssueCode, path: string, message: string, suggestions: readonly string[] = []): null {
    this.issues.push({ code, path, message, suggestions });
    return null;
  }

  warn(code: WarningCode, path: string, message: string, suggestions: readonly string[] = []): void {
    this.warnings.push({ code, path, message, suggestions });
  }

  /** Counts a condition. Says once when there are too many; those beyond are not looked at. */
  count(path: string): boolean {
    this.conditions += 1;
    if (this.conditions === LIMITS.conditions + 1) {
      this.issue('rule.limit', path, `A rule has at most ${LIMITS.conditions} conditions.`);
    }
    return this.conditions <= LIMITS.conditions;
  }

  /** Names near to what was written; of very many slips only the first ones are looked up. */
  near(written: string, known: Iterable<Named>): string[] {
    this.looks += 1;
    return this.looks > LOOKS ? [] : didYouMean(written, known);
  }

  /** An issue for every key that has no meaning here: a slip of the pen must not widen a segment. */
  onlyKeys(object: JsonObject, path: string, allowed: readonly string[]): void {
    for (const key of Object.keys(object)) {
      if (allowed.includes(key)) continue;
      const near = this.near(
        key,
        allowed.map((name) => ({ name })),
      );
      this.issue(
        'rule.key_unknown',
        pointer(path, key),
        `${quote(key)} has no meaning here; it can have ${orList(allowed)}.`,
        near,
      );
    }
  }

  /** One of a few words, or null with an issue. */
  word<W extends string>(
    value: unknown,
    path: string,
    words: readonly W[],
    code: IssueCode = 'value.invalid',
  ): W | null {
    if (value === undefined)
      return this.issue('rule.key_missing', path, `is missing: it is ${orList(words)}.`);
    if (typeof value === 'string' && (words as readonly string[]).includes(value)) return value as W;
    const near =
      typeof value === 'string'
        ? this.near(
            value,
            words.map((name) => ({ name })),
          )
        : [];
    return this.issue(code, path, `${quote(value)} does not fit: it is ${orList(words)}.`, near);
  }

  /** A whole number within bounds, or null with an issue. */
  whole(value: unknown, path: string, least: number, most: number): number | null {
    if (value === undefined) return this.issue('rule.key_missing', path, 'is missing: it is a whole number.');
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      const number = typeof value === 'string' && /^\d+$/.test(value) ? [value] : [];
      return this.issue('value.type', path, `${quote(value)} does not fit: it is a whole number.`, number);
    }
    if (!Number.isInteger(value)) {
      return this.issue('value.invalid', path, `${value} is no whole number.`, [String(Math.round(value))]);
    }
    if (value < least)
      return this.issue('value.range', path, `${value} is too small: at least ${least}.`, [String(least)]);
    if (value > most)
      return this.issue('value.range', path, `${value} is too large: at most ${most}.`, [String(most)]);
    return value === 0 ? 0 : value;
  }
}

/** A value as a message shows it: short, on one line. */
export function quote(value: unknown): string {
  const text = shortJson(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
