import type { ItemProblem, ProblemIssue } from '@satsuma/contracts';
import { SegmentError } from '@satsuma/database';
import type { Issue } from '@satsuma/segment-engine';
import { ProblemError } from '../http/index.ts';

/** Runs work on segments and makes a problem of its refusal. */
export async function orProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SegmentError) throw problemOf(error);
    throw error;
  }
}

function problemOf({ code, message, issues, usage }: SegmentError): ProblemError {
  return new ProblemError(code, message, {
    ...(issues.length > 0 ? { issues: issues.map(issueOf) } : {}),
    ...(usage === null ? {} : { segments: [...usage.segments], more: { usage } }),
  });
}

/** A refusal as an entry of a batch. */
export const itemProblemOf = ({ code, message, issues, usage }: SegmentError): ItemProblem => ({
  code,
  detail: message,
  ...(issues.length > 0 ? { issues: issues.map(issueOf) } : {}),
  ...(usage === null ? {} : { usage }),
});

export const issueOf = ({ code, path, message, suggestions }: Issue): ProblemIssue => ({
  code,
  path,
  message,
  ...(suggestions.length > 0 ? { suggestions: [...suggestions] } : {}),
});
