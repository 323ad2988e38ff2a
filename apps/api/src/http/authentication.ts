import { Inject, Injectable } from '@nestjs/common';
import { SCOPES, Scope } from '@satsuma/contracts';
import {
  findApiKey,
  findFirstWorkspace,
  findSession,
  touchApiKey,
  type Database,
  type Role,
} from '@satsuma/database';
import { Clock, InjectConfig, InjectDatabase, InjectLogger, type Config } from '@satsuma/runtime';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Caller } from './caller.ts';
import { requireOwnRequest, sameSecret } from './csrf.ts';
import { ProblemError } from './problem-error.ts';
import { REFUSED_KEY_RATE, TokenBuckets, tooMany } from './rate-limit.ts';
import { readSessionCookie } from './session-cookie.ts';

/** `lastUsedAt` of a key is right to the minute. */
const TOUCH_MS = 60_000;

const SCOPES_OF_ROLE: Record<Role, readonly Scope[]> = {
  owner: SCOPES,
  editor: ['persons:write', 'events:write', 'segments:write', 'campaigns:write'],
  viewer: ['persons:read', 'segments:read', 'campaigns:read'],
};

/** Finds out who makes a request: by a key in the header, else by the cookie of the web app. */
@Injectable()
export class Authentication {
  private readonly refused = new TokenBuckets(REFUSED_KEY_RATE);

  constructor(
    @InjectConfig() private readonly config: Config,
    @InjectDatabase() private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** Throws `auth.missing` when nobody is found. */
  async callerOf(request: FastifyRequest): Promise<Caller> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byKey(request, authorization);
    const token = readSessionCookie(request);
    if (token !== null) return this.bySession(request, token);
    throw missing('The request has no key: send it as `Authorization: Bearer <key>`.');
  }

  private async byKey(request: FastifyRequest, header: string): Promise<Caller> {
    const key = /^(?:Bearer|App) +([\x21-\x7e]{1,512}) *$/i.exec(header)?.[1];
    const caller =
      key === undefined ? null : this.isInstanceKey(key) ? await this.instance() : await this.byApiKey(key);
    if (caller !== null) return caller;
    this.countRefusal(request.ip);
    throw missing('The key is not valid: it may have been revoked.');
  }

  private isInstanceKey(key: string): boolean {
    return this.config.adminKey !== null && sameSecret(key, this.config.adminKey);
  }

  /** The instance key is admin of the first workspace; before there is one it can only make it. */
  private async instance(): Promise<Caller> {
    const first = await findFirstWorkspace(this.db);
    if (first === null) {
      return new Caller({ workspaceId: 0, actor: 'instance', scopes: [], timeZone: 'UTC', strict: false });
    }
    const { id, timeZone, strict } = first;
    return new Caller({ workspaceId: id, actor: 'instance', scopes: ['admin'], timeZone, strict });
  }

  private async byApiKey(key: string): Promise<Caller | null> {
    const row = await findApiKey(this.db, key);
    if (row === null) return null;
    const now = this.clock.now();
    if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > TOUCH_MS) {
      touchApiKey(this.db, row.workspaceId, row.id, now).catch((error: unknown) =>
        this.logger.warn({ err: error }, 'last use of a key not written'),
      );
    }
    const { workspaceId, timeZone, strict } = row;
    const scopes = row.scopes.filter((scope) => Scope.safeParse(scope).success) as Scope[];
    return new Caller({ workspaceId, actor: `key:${row.id}`, scopes, timeZone, strict });
  }

  private async bySession(request: FastifyRequest, token: string): Promise<Caller> {
    const session = await findSession(this.db, token, this.clock.now());
    if (session === null) throw missing('You are not signed in, or no longer: sign in again.');
    requireOwnRequest(request, session.csrfToken);
    const { workspaceId, accountId, timeZone, strict, role } = session;
    return new Caller({
      workspaceId,
      actor: `account:${accountId}`,
      scopes: SCOPES_OF_ROLE[role],
      timeZone,
      strict,
      session: { ...session, token },
    });
  }

  /** An address that tries many wrong keys has to wait; who has a right one does not. */
  private countRefusal(address: string): void {
    if (!this.config.rateLimit) return;
    const { allowed, retryAfter } = this.refused.take(address, this.clock.now().getTime());
    if (!allowed) throw tooMany('Too many wrong keys from this address', retryAfter);
  }
}

function missing(detail: string): ProblemError {
  return new ProblemError('auth.missing', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}
