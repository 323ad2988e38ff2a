import { Inject, Injectable } from '@nestjs/common';
import type { Endpoint } from '@satsuma/contracts';
import { Clock, InjectConfig, type Config } from '@satsuma/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authentication } from './authentication.ts';
import type { Caller } from './caller.ts';
import { requireOwnOrigin } from './csrf.ts';
import { ProblemError } from './problem-error.ts';
import { KEY_RATE, TokenBuckets, tooMany } from './rate-limit.ts';

/**
 * Decides about a request before its body is read: whether it has an endpoint, who asks, how often, and whether they may.
 * A route that is neither an endpoint nor open in so many words is refused.
 */
@Injectable()
export class Admission {
  private readonly buckets = new TokenBuckets(KEY_RATE);

  constructor(
    @InjectConfig() private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Authentication) private readonly authentication: Authentication,
  ) {}

  async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { endpoint, open } = request.routeOptions.config;
    if (endpoint === undefined) {
      if (open === true || request.is404) return;
      throw new ProblemError('auth.forbidden', 'This address is not open to anybody.');
    }
    const caller = await this.callerOf(endpoint, request);
    if (caller !== null) this.limit(caller, reply);
    if (caller !== null && !caller.mayCall(endpoint.access)) throw forbidden(endpoint, caller);
    request.state = { endpoint, caller, input: null };
  }

  private async callerOf(endpoint: Endpoint, request: FastifyRequest): Promise<Caller | null> {
    if (endpoint.access === 'public') {
      if (endpoint.method !== 'GET') requireOwnOrigin(request);
      return null;
    }
    return this.authentication.callerOf(request);
  }

  private limit(caller: Caller, reply: FastifyReply): void {
    if (!this.config.rateLimit) return;
    const { allowed, limit, remaining, reset, retryAfter } = this.buckets.take(
      caller.actor,
      this.clock.now().getTime(),
    );
    void reply.headers({
      'RateLimit-Limit': String(limit),
      'RateLimit-Remaining': String(remaining),
      'RateLimit-Reset': String(reset),
    });
    if (!allowed) throw tooMany('Too many requests with this key', retryAfter);
  }
}

function forbidden({ access }: Endpoint, caller: Caller): ProblemError {
  const needs =
    access === 'instance'
      ? 'the instance key'
      : access === 'session'
        ? 'somebody signed in to the web app'
        : `a key with scope ${access}`;
  const has =
    caller.scopes.length === 0
      ? 'none'
      : caller.scopes.length === 1
        ? caller.scopes[0]
        : caller.scopes.join(', ');
  return new ProblemError('auth.forbidden', `This needs ${needs}; this caller has ${has}.`);
}
