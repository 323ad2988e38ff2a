import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  findAccount,
  openSession,
  verifyPassword,
  type Database,
  type OpenedSession,
} from '@satsuma/database';
import { Clock, InjectConfig, InjectDatabase, type Config } from '@satsuma/runtime';
import { foldText } from '@satsuma/segment-engine';
import { ProblemError } from '../http/index.ts';
import { SIGN_IN_RATE, TokenBuckets, tooMany } from '../http/rate-limit.ts';
import { SESSION_MS } from '../http/session-cookie.ts';

/** Opens sessions for people who know their password. */
@Injectable()
export class SessionService {
  /** Failures by address and by e-mail, so that neither many accounts from one place nor one account from many can be tried. */
  private readonly failures = new TokenBuckets(SIGN_IN_RATE);

  constructor(
    @InjectConfig() private readonly config: Config,
    @InjectDatabase() private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Says the same for an unknown address as for a wrong password, and takes as long. */
  async signIn(email: string, password: string, address: string): Promise<OpenedSession> {
    const names = [
      `address ${address}`,
      `email ${createHash('sha256').update(foldText(email)).digest('hex')}`,
    ];
    this.takeAttempt(names);
    const account = await findAccount(this.db, email);
    const right = await verifyPassword(password, account?.passwordHash ?? null);
    const now = this.clock.now();
    const session =
      right && account !== null
        ? await openSession(this.db, account.id, { now, expiresAt: new Date(now.getTime() + SESSION_MS) })
        : null;
    if (session === null)
      throw new ProblemError('auth.missing', 'The e-mail address or the password is wrong.');
    for (const name of names) this.failures.giveBack(name);
    return session;
  }

  /** Takes an attempt beforehand, so that many at once are as slow as one after the other. */
  private takeAttempt(names: readonly string[]): void {
    if (!this.config.rateLimit) return;
    const now = this.clock.now().getTime();
    for (const name of names) {
      const { allowed, retryAfter } = this.failures.take(name, now);
      if (!allowed) throw tooMany('Too many attempts to sign in', retryAfter);
    }
  }
}
