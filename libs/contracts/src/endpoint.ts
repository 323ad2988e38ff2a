import type { z } from 'zod';
import type { ProblemCode } from './problem.ts';
import type { Scope } from './access/scopes.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call an endpoint.
 * A scope: an API key or a signed-in member having it. `public`: anybody. `signed_in`: any key or member of the workspace.
 * `session`: a member signed in with the browser's cookie. `instance`: the instance key only.
 */
export type Access = Scope | 'public' | 'signed_in' | 'session' | 'instance';

type Schema = z.ZodType;

export interface EndpointShape {
  /** Name of the operation, unique in the API; also the `operationId` of its OpenAPI entry. */
  readonly id: string;
  readonly method: HttpMethod;
  /** Path below the server's address with `{name}` for parameters, such as `/v1/persons/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** `multipart` bodies are streamed and described in words; everything else is JSON. */
  readonly bodyKind?: 'json' | 'multipart';
  /** Largest body in bytes; 1 MiB when absent. */
  readonly bodyLimit?: number;
  readonly status: number;
  /** Further success statuses with the same body, such as 201 beside 200. */
  readonly otherStatuses?: readonly number[];
  /** Absent for an empty reply. */
  readonly reply?: Schema;
  /** Media type of a reply that is not JSON. */
  readonly replyMediaType?: string;
  /** Problems besides the ones that every endpoint can answer with. */
  readonly problems?: readonly ProblemCode[];
  readonly example?: { readonly body?: unknown; readonly reply?: unknown };
}

/** One operation of the API: the route, the reply and the client are all made from it. */
export type Endpoint<E extends EndpointShape = EndpointShape> = Readonly<E>;

export function defineEndpoint<const E extends EndpointShape>(shape: E): Endpoint<E> {
  return Object.freeze(shape);
}

export type ParamsOf<E> = E extends { params: infer S extends Schema } ? z.output<S> : undefined;
export type QueryOf<E> = E extends { query: infer S extends Schema } ? z.output<S> : undefined;
export type BodyOf<E> = E extends { body: infer S extends Schema } ? z.output<S> : undefined;
export type ReplyOf<E> = E extends { reply: infer S extends Schema } ? z.output<S> : undefined;

/** What a caller passes: before defaults and coercion. */
export interface CallOf<E> {
  readonly params?: E extends { params: infer S extends Schema } ? z.input<S> : undefined;
  readonly query?: E extends { query: infer S extends Schema } ? z.input<S> : undefined;
  readonly body?: E extends { body: infer S extends Schema } ? z.input<S> : undefined;
}
