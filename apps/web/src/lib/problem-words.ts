import { ApiError } from '@satsuma/contracts';

/** What to tell a person about an error, in one or two sentences. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) {
    return 'The server cannot be reached. Check the connection and try again.';
  }
  const { problem, retryAfter } = error;
  if (problem.code === 'rate.limited') {
    const wait =
      retryAfter === null ? 'a moment' : `${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}`;
    return `That was too many requests at once. Try again in ${wait}.`;
  }
  if (problem.code === 'internal') return 'Something went wrong on the server. Try again in a moment.';
  const issues = (problem.issues ?? []).map(issueText).filter((text) => !problem.detail.includes(text));
  return [problem.detail, ...issues.slice(0, 3)].filter((text) => text !== '').join(' ');
}

function issueText(issue: { readonly path: string; readonly message: string }): string {
  const field = issue.path
    .split('/')
    .filter((part) => part !== '')
    .join(' › ');
  const text = field === '' ? issue.message : `${field}: ${issue.message}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Segments that stand in the way of a change, when the problem names them. */
export const segmentsOf = (error: unknown): readonly { readonly id: number; readonly name: string }[] =>
  error instanceof ApiError ? (error.problem.segments ?? []) : [];

/** The messages of a refusal for one field of the body, by JSON pointer. */
export function issueAt(error: unknown, pointer: string): string | null {
  if (!(error instanceof ApiError)) return null;
  const found = (error.problem.issues ?? []).filter(
    ({ path }) => path === pointer || path.startsWith(`${pointer}/`),
  );
  if (found.length === 0) return null;
  return found
    .map(({ message, suggestions = [] }) =>
      suggestions.length === 0 ? message : `${message} Perhaps ${suggestions.join(' or ')}?`,
    )
    .join(' ');
}
