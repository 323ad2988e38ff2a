import type { FastifyRequest } from 'fastify';

const NAME = 'satsuma_session';

/** How long somebody stays signed in. */
export const SESSION_MS = 14 * 24 * 3_600_000;

/** The secret that the browser sends; null without one. */
export function readSessionCookie(request: FastifyRequest): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === NAME && value !== undefined && /^[\w-]{1,100}$/.test(value)) return value;
  }
  return null;
}

export const sessionCookie = (request: FastifyRequest, token: string): string =>
  write(request, token, SESSION_MS / 1000);

export const clearedSessionCookie = (request: FastifyRequest): string => write(request, '', 0);

/** Not readable by scripts, not sent along by other sites, and over TLS only where there is TLS. */
function write(request: FastifyRequest, value: string, seconds: number): string {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  return `${NAME}=${value}; Max-Age=${seconds}; Path=/; HttpOnly${secure}; SameSite=Lax`;
}
