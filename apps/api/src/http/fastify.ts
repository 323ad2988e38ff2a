import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { REQUEST_LIMITS } from '@satsuma/contracts';
import type { Config } from '@satsuma/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Admission } from './admission.ts';
import { readJson } from './json-body.ts';
import { ProblemError, problemBody } from './problem-error.ts';
import { problemOf, sendProblem } from './problem.filter.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { Traffic } from './traffic.ts';

/** The server below Nest, with limits and with problems for what goes wrong before any route is found. */
export function createAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: REQUEST_LIMITS.bodyBytes,
    // Longer than any name in a path, percent-encoded.
    routerOptions: { maxParamLength: 12_000 },
    genReqId: () => randomUUID(),
    exposeHeadRoutes: true,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    skipMiddie: true,
    frameworkErrors: (error: unknown, _request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOf(error)),
    clientErrorHandler: (error, socket) => refuseConnection(error, socket as Socket),
  });
}

/** Puts admission, bodies and headers in place; before the routes are made. */
export function prepareFastify(app: NestFastifyApplication): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const admission = app.get(Admission);
  const traffic = app.get(Traffic);
  fastify.decorateRequest('state', null);
  registerSecurityHeaders(fastify);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('satsuma-request-id', request.id);
    await admission.admit(request, reply);
  });
  fastify.addHook('onResponse', async (request, reply) => traffic.note(request, reply));
  fastify.addHook('onRoute', (route) => {
    const limit = route.config?.endpoint?.bodyLimit;
    if (limit !== undefined) route.bodyLimit = limit;
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>(
    /^application\/(?:[\w.+-]+\+)?json(?:\s*;|$)/,
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => readJson(body),
  );
  fastify.addContentTypeParser('multipart/form-data', (request, payload, done) => {
    if (request.routeOptions.config.endpoint?.bodyKind === 'multipart') done(null, payload);
    else done(new ProblemError('media_type.unsupported', 'This endpoint takes application/json.'));
  });
}

/** Answers what is no HTTP at all, and requests whose head is too large. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const problem = tooLarge
    ? new ProblemError('limit.exceeded', 'The head of the request is too large.', { status: 431 })
    : new ProblemError('request.invalid', 'The request is not valid HTTP.');
  const body = JSON.stringify(problemBody(problem));
  socket.end(
    `HTTP/1.1 ${problem.status} ${tooLarge ? 'Request Header Fields Too Large' : 'Bad Request'}\r\n` +
      `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
