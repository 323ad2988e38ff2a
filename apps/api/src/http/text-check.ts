import type { z } from 'zod';
import type { ProblemIssue } from '@satsuma/contracts';
import { pointer } from './issues.ts';
import { isUndescribed, schemasBelow } from './schema-walk.ts';

/** Why a text cannot be kept; null when it can. */
export function textProblem(text: string): string | null {
  if (text.includes('\u0000')) return 'must not contain the character NUL';
  return text.isWellFormed() ? null : 'must not contain half of a surrogate pair';
}

/**
 * Texts in a body that are no Unicode text, keys included. What the contract leaves undescribed is left to the service,
 * which refuses it item by item.
 */
export function textIssues(value: unknown, schema: z.ZodType): ProblemIssue[] {
  const issues: ProblemIssue[] = [];
  const refuse = (text: string, path: readonly PropertyKey[]): void => {
    const message = textProblem(text);
    if (message !== null) issues.push({ code: 'text.invalid', path: pointer(path), message });
  };
  const visit = (here: unknown, schemas: readonly z.core.$ZodType[], path: readonly PropertyKey[]): void => {
    if (schemas.length > 0 && schemas.every(isUndescribed)) return;
    if (typeof here === 'string') return refuse(here, path);
    if (typeof here !== 'object' || here === null) return;
    for (const [key, inner] of Object.entries(here)) {
      const step = Array.isArray(here) ? Number(key) : key;
      refuse(key, [...path, step]);
      visit(
        inner,
        schemas.flatMap((each) => schemasBelow(each, step)),
        [...path, step],
      );
    }
  };
  visit(value, [schema], []);
  return issues;
}
