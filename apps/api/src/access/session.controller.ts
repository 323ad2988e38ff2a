import { Controller, Req } from '@nestjs/common';
import { readSession, signIn, signOut, type Session } from '@satsuma/contracts';
import { closeSession, type Database, type SessionRow } from '@satsuma/database';
import { InjectDatabase } from '@satsuma/runtime';
import type { FastifyRequest } from 'fastify';
import { CallerOf, Handles, Input, Reply, type AnswerOf, type Caller, type InputOf } from '../http/index.ts';
import { clearedSessionCookie, sessionCookie } from '../http/session-cookie.ts';
import { SessionService } from './session.service.ts';

/** Signing in to the web app. */
@Controller()
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    @InjectDatabase() private readonly db: Database,
  ) {}

  @Handles(signIn)
  async signIn(
    @Input() { body }: InputOf<typeof signIn>,
    @Req() request: FastifyRequest,
  ): Promise<AnswerOf<typeof signIn>> {
    const { token, ...session } = await this.sessions.signIn(body.email, body.password, request.ip);
    return new Reply(wireOf(session), { headers: { 'set-cookie': sessionCookie(request, token) } });
  }

  @Handles(readSession)
  read(@CallerOf() { session }: Caller): AnswerOf<typeof readSession> {
    return wireOf(present(session));
  }

  @Handles(signOut)
  async signOut(
    @CallerOf() { session }: Caller,
    @Req() request: FastifyRequest,
  ): Promise<AnswerOf<typeof signOut>> {
    await closeSession(this.db, present(session).token);
    return new Reply(undefined, { headers: { 'set-cookie': clearedSessionCookie(request) } });
  }
}

function present<T>(session: T | null): T {
  if (session === null) throw new Error('Only a caller with a session gets here.');
  return session;
}

const wireOf = ({
  accountId,
  email,
  workspaceId,
  workspaceName,
  timeZone,
  role,
  csrfToken,
}: SessionRow): Session => ({
  account: { id: accountId, email },
  workspace: { id: workspaceId, name: workspaceName, timeZone },
  role,
  csrfToken,
});
