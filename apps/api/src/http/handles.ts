import { HttpCode, RequestMapping, RequestMethod, SetMetadata, applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Endpoint, HttpMethod } from '@satsuma/contracts';
import type { AnswerOf } from './reply.ts';

/** Metadata key of the endpoint that a method handles. */
export const ENDPOINT = 'satsuma:endpoint';

const METHODS: Record<HttpMethod, RequestMethod> = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
  DELETE: RequestMethod.DELETE,
};

type Handler<E> = (...args: never[]) => Promise<AnswerOf<E>> | AnswerOf<E>;

/** Makes a method the handler of an endpoint: its route, status, access and limits come from the contract. */
export function Handles<E extends Endpoint>(endpoint: E) {
  const decorate = applyDecorators(
    SetMetadata(ENDPOINT, endpoint),
    RouteConfig({ endpoint }),
    HttpCode(endpoint.status),
    RequestMapping({ method: METHODS[endpoint.method], path: routePath(endpoint.path) }),
  );
  return <T extends Handler<E>>(
    target: object,
    name: string | symbol,
    descriptor: TypedPropertyDescriptor<T>,
  ): void => decorate(target, name, descriptor);
}

/** `/v1/persons/{id}` as the router writes it. */
const routePath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');
