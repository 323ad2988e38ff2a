import type { ItemProblem, ProblemIssue, Warning } from '@satsuma/contracts';
import { Refusal, type ItemError, type ItemWarning } from '@satsuma/database';
import { ProblemError } from '../http/index.ts';

/** Runs work and makes a problem of its refusal. */
export async function orProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) throw problemOf(error);
    throw error;
  }
}

function problemOf({ code, message, issues, segments }: Refusal): ProblemError {
  return new ProblemError(code, message, {
    // What reached the repository was well-formed, but for cursors, which only it can read.
    ...(code === 'request.invalid' && issues?.[0]?.code !== 'cursor.invalid' ? { status: 422 } : {}),
    ...(issues === undefined ? {} : { issues: issues.map((issue) => issueOf(issue, '')) }),
    ...(segments === undefined ? {} : { segments }),
  });
}

/** The refusal of a single person or event: nothing of it is written. */
export function refusedItem(error: ItemError): ProblemError {
  const { code, detail, issues } = itemProblem(error, '');
  return new ProblemError(code, detail, {
    ...(code === 'request.invalid' ? { status: 422 } : {}),
    issues: issues ?? [],
  });
}

/** The refusal as an entry of a batch; `root` is where the item stands in the body. */
export const itemProblem = ({ code, detail, issues }: ItemError, root: string): ItemProblem => ({
  code,
  detail,
  issues: issues.map((issue) => issueOf(issue, root)),
});

/** Warnings as a member of a reply, absent without any. */
export const withWarnings = (
  warnings: readonly (ItemWarning & { readonly index?: number })[],
  rootOf: (index: number) => string,
): { warnings?: Warning[] } =>
  warnings.length === 0
    ? {}
    : {
        warnings: warnings.map(({ index, path, code, message }) =>
          index === undefined
            ? { path, code, message }
            : { index, path: rootOf(index) + path, code, message },
        ),
      };

const issueOf = (
  { code, path, message, suggestions }: ItemError['issues'][number],
  root: string,
): ProblemIssue => ({
  code,
  path: root + path,
  message,
  ...(suggestions.length > 0 ? { suggestions: [...suggestions] } : {}),
});
