import { didYouMean, foldText, type Issue } from '@satsuma/segment-engine';

export interface ItemWarning {
  /** JSON pointer from the item. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Why one person or event was refused. Pointers are from the item. */
export interface ItemError {
  readonly code: 'request.invalid' | 'limit.exceeded' | 'identity.conflict';
  readonly detail: string;
  readonly issues: readonly Issue[];
}

/** More would help nobody, and a reply must not be many times as large as its request. */
const MOST_ISSUES = 50;

/** Collects what is wrong and what is odd about one person or event on the way in: everything, up to 50 issues. */
export class ItemReport {
  readonly issues: Issue[] = [];
  readonly warnings: ItemWarning[] = [];

  refuse(code: string, path: string, message: string, suggestions: readonly string[] = []): null {
    if (!this.isFull) this.issues.push({ code, path, message, suggestions });
    return null;
  }

  warn(code: string, path: string, message: string): void {
    this.warnings.push({ path, code, message });
  }

  get failed(): boolean {
    return this.issues.length > 0;
  }

  /** True when nothing further is taken down. */
  get isFull(): boolean {
    return this.issues.length >= MOST_ISSUES;
  }

  /** Refuses every key that has no meaning: a slip of the pen must not change what is meant. */
  onlyKeys(object: Readonly<Record<string, unknown>>, path: string, allowed: readonly string[]): void {
    for (const key of Object.keys(object)) {
      if (this.isFull) return;
      if (allowed.includes(key)) continue;
      const near = didYouMean(
        key,
        allowed.map((name) => ({ name })),
      );
      this.refuse('key.unknown', pointerTo(path, key), `${quote(key)} has no meaning here.`, near);
    }
  }

  error(): ItemError {
    return errorOf(this.issues);
  }
}

const LIMIT_CODES = new Set(['value.limit', 'item.limit']);

/** Issues as one error, whose detail says the first. */
export function errorOf(issues: readonly Issue[]): ItemError {
  const [first] = issues;
  const rest = issues.length > 1 ? ` And ${issues.length - 1} more.` : '';
  return {
    code: issues.every(({ code }) => LIMIT_CODES.has(code)) ? 'limit.exceeded' : 'request.invalid',
    detail: `${first?.message ?? 'It does not fit.'}${rest}`,
    issues,
  };
}

/** The JSON pointer of a key below a path. */
export const pointerTo = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** A text as a message shows it: in quotes, on one line, short. */
export function quote(text: string): string {
  const quoted = JSON.stringify(text);
  return quoted.length > 60 ? `${quoted.slice(0, 58).toWellFormed()}…"` : quoted;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for a value that removes and never adds: `null`, blank text, a list without anything in it. */
export const saysNothing = (raw: unknown): boolean =>
  raw === null ||
  (typeof raw === 'string'
    ? foldText(raw) === ''
    : Array.isArray(raw) && raw.every((item) => typeof item === 'string' && foldText(item) === ''));
