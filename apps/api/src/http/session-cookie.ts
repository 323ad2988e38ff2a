import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'satsuma_session';

/** How long somebody stays signed in. */
export const SESSION_MS = 14 * 24 * 3_600_000;

/** The secret that the browser sends; null without one. */
export function readSessionCookie(request: FastifyRequest): string | null {
  const header = request.headers.cookie;
  return header === undefined ? null : (fastifyCookie.parse(header)[NAME] ?? null);
}

export function sessionCookie(request: FastifyRequest, token: string): string {
  return write(request, token, SESSION_MS / 1000);
}

export function clearedSessionCookie(request: FastifyRequest): string {
  return write(request, '', 0);
}

/** Not readable by scripts, not sent by other sites, and over TLS only where there is TLS. */
function write(request: FastifyRequest, value: string, maxAge: number): string {
  return fastifyCookie.serialize(NAME, value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    path: '/',
    maxAge,
  });
}

/** Sets a cookie on the reply. */
export const setCookie = (reply: FastifyReply, cookie: string): void =>
  void reply.header('set-cookie', cookie);
