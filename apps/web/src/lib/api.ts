import { ApiError, createClient, type Session } from '@satsuma/contracts';

let csrfToken = '';

/** Remembers the token that every changing request must carry; called whenever a session is read. */
export function rememberSession(session: Session): Session {
  csrfToken = session.csrfToken;
  return session;
}

/** Headers that prove that a request comes from this page and not from another site. */
export const csrfHeaders = (): Record<string, string> =>
  csrfToken === '' ? {} : { 'satsuma-csrf': csrfToken };

/** The API of the server that served this page. Throws `ApiError` for problems, `TypeError` when there is no connection. */
export const api = createClient({
  baseUrl: '',
  headers: csrfHeaders,
  fetch: (input, init) => globalThis.fetch(input, init),
});

export const hasCode = (error: unknown, ...codes: readonly string[]): error is ApiError =>
  error instanceof ApiError && codes.includes(error.problem.code);
