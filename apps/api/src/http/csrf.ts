import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.ts';

export const CSRF_HEADER = 'satsuma-csrf';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a change that another site makes the browser of a member send. */
export function requireOwnRequest(request: FastifyRequest, csrfToken: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  requireOwnOrigin(request);
  const sent = request.headers[CSRF_HEADER];
  if (typeof sent !== 'string' || !sameSecret(sent, csrfToken)) {
    throw new ProblemError(
      'auth.forbidden',
      'The header Satsuma-CSRF is missing or not the one of this session; take it from GET /v1/session.',
    );
  }
}

/** Browsers say where a request comes from; programs say nothing, and need not. */
export function requireOwnOrigin(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const foreign =
    (origin !== undefined && !isOwn(origin, request)) || site === 'cross-site' || site === 'same-site';
  if (foreign) throw new ProblemError('auth.forbidden', 'The request comes from another site.');
}

/** The scheme is left out: behind a proxy that ends TLS it need not be the one seen here. */
function isOwn(origin: string, request: FastifyRequest): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.host;
}

/** Compares in the same time wherever they differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
