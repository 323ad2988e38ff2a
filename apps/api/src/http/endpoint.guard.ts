import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ENDPOINT } from './handles.ts';
import { ProblemError } from './problem-error.ts';

/** The second lock: a handler without a contract, or one that a request reaches without having been admitted to it, stays closed. */
@Injectable()
export class EndpointGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const endpoint: unknown = this.reflector.get(ENDPOINT, context.getHandler());
    const { state } = context.switchToHttp().getRequest<FastifyRequest>();
    if (endpoint === undefined || state?.endpoint !== endpoint) {
      throw new ProblemError('auth.forbidden', 'This address is not open to anybody.');
    }
    return true;
  }
}
