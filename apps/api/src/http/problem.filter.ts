import {
  Catch,
  HttpException,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { InjectLogger } from '@satsuma/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError, problemBody } from './problem-error.ts';
import { refusalOfRoute, unknownRoute } from './unknown-route.ts';

/** Makes a problem of whatever went wrong, whoever noticed it: a handler, the framework or the router. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@InjectLogger() private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    // Nest throws this where no route was found.
    const problem = error instanceof NotFoundException ? refusalOfRoute(request.url) : problemOf(error);
    if (problem.status >= 500 && !isGivenUp(error, reply)) {
      const { id, method, routeOptions } = request;
      // The pattern and not the path: a path can hold an e-mail address.
      this.logger.error({ err: error, requestId: id, method, route: routeOptions.url }, 'request failed');
    }
    if (reply.sent || reply.raw.headersSent) reply.raw.destroy();
    else sendProblem(reply, problem);
  }
}

/** Work that ended because its client went away: nobody is told, and nothing is wrong. */
const isGivenUp = (error: unknown, reply: FastifyReply): boolean =>
  error instanceof DOMException && error.name === 'AbortError' && reply.raw.destroyed;

export function sendProblem(reply: FastifyReply, problem: ProblemError): void {
  void reply
    .code(problem.status)
    .headers({ ...problem.members.headers, 'cache-control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem)));
}

/** What the caller is told about an error. What is nobody's business stays in the log. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const cause = error instanceof HttpException ? (error.cause ?? error) : error;
  const code = codeOf(cause);
  const known = code === null ? undefined : FRAMEWORK[code];
  if (known !== undefined) return known();
  const status = statusOf(error);
  if (status === 404) return unknownRoute();
  if (status >= 400 && status < 500)
    return new ProblemError('request.invalid', 'The request is not valid.', { status });
  return isOutOfReach(error)
    ? new ProblemError('internal', 'The database does not answer at the moment; try again soon.', {
        status: 503,
        headers: { 'Retry-After': '5' },
      })
    : new ProblemError('internal', 'Something went wrong on our side; it has been written down.');
}

/** Codes of the driver and of PostgreSQL for a database that cannot be talked to. */
const OUT_OF_REACH = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNREFUSED',
  'ECONNRESET',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

function isOutOfReach(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = codeOf(cause);
    if (code !== null && OUT_OF_REACH.has(code)) return true;
  }
  return false;
}

const tooLarge = (): ProblemError =>
  new ProblemError('limit.exceeded', 'The body is larger than this endpoint takes.', { status: 413 });

const badLength = (): ProblemError =>
  new ProblemError('request.invalid', 'The body is not as long as Content-Length says.');

const wrongType = (): ProblemError =>
  new ProblemError(
    'media_type.unsupported',
    'This endpoint does not take bodies of this Content-Type; send application/json, or multipart/form-data where a file is uploaded.',
  );

/** Errors of Fastify by their code. */
const FRAMEWORK: Readonly<Record<string, (() => ProblemError) | undefined>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: wrongType,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: badLength,
  FST_ERR_BAD_URL: unknownRoute,
  FST_ERR_MAX_PARAM_LENGTH: unknownRoute,
  FST_ERR_ASYNC_CONSTRAINT: unknownRoute,
};

const codeOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' ? status : 500;
}
