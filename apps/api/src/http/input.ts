import type { Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { BodyOf, Endpoint, ParamsOf, QueryOf } from '@satsuma/contracts';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';

/** A body that is read as it comes. */
export interface Upload {
  /** With its parameters, such as the boundary of multipart. */
  readonly contentType: string;
  readonly stream: Readable;
  /** From the header; null when the sender does not say. */
  readonly length: number | null;
}

/** What a handler gets of a request: checked against the contract of its endpoint. */
export interface InputOf<E> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  readonly headers: {
    /** Version the change was made from; null without the header, −1 for a tag that no version has. */
    readonly ifMatch: number | null;
  };
  /** Only of endpoints with a multipart body. */
  readonly upload: Upload | null;
  /** Fires when the client goes away before the reply is complete. */
  readonly signal: AbortSignal;
}

/** What is known of a request on its way through the API. */
export interface RequestState {
  readonly endpoint: Endpoint;
  /** Null for a public endpoint that was called without a key. */
  readonly caller: Caller | null;
  /** Set once the request was checked against the contract. */
  input: InputOf<unknown> | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for what is open to everybody: the web app and the documentation. */
    state: RequestState | null;
  }
  interface FastifyContextConfig {
    endpoint?: Endpoint;
    /** Says in so many words that a route is no part of the API and needs no key. */
    open?: true;
  }
}

/** The checked request. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): InputOf<unknown> => {
  const input = stateOf(context).input;
  if (input === null) throw new Error('The input was asked for before it was checked.');
  return input;
});

/** Who asks. Not for public endpoints. */
export const CallerOf = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller, endpoint } = stateOf(context);
  if (caller === null) throw new Error(`Endpoint ${endpoint.id} is public and has no caller.`);
  return caller;
});

export function stateOf(context: ExecutionContext): RequestState {
  const { state } = context.switchToHttp().getRequest<FastifyRequest>();
  if (state === null) throw new Error('The request did not pass admission.');
  return state;
}
