import { ProblemError } from './problem-error.ts';

/** Largest id of tables whose ids are `integer`; others go to 2^53 − 1. */
const MOST = Number.MAX_SAFE_INTEGER;

/** The id in a path. Whatever is not a positive whole number is the id of nothing: 404. */
export function idOf(text: string, what = 'thing', most = MOST): number {
  const id = /^[1-9][0-9]{0,15}$/.test(text) ? Number(text) : 0;
  if (id === 0 || id > most) throw notFound(what, text);
  return id;
}

export function notFound(what: string, reference: string | number): ProblemError {
  const shown = String(reference);
  const short = shown.length > 100 ? `${shown.slice(0, 100)}…` : shown;
  return new ProblemError('not_found', `There is no ${what} ${short} in this workspace.`);
}
