import { StreamableFile } from '@nestjs/common';
import type { Endpoint } from '@satsuma/contracts';
import type { FastifyReply } from 'fastify';
import { writeEtag } from './etag.ts';
import { problemBody, type ProblemError } from './problem-error.ts';
import { Reply, StreamReply } from './reply.ts';

/** What goes over the wire: a JSON text, a stream, or nothing. */
export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | StreamReply | null;
}

/** The answer of a handler, with the status and the headers of its endpoint. */
export function answerOf(endpoint: Endpoint, result: unknown): Answer {
  if (result instanceof StreamReply) {
    const contentType = withCharset(result.contentType);
    return { status: endpoint.status, contentType, headers: dispositionOf(result), payload: result };
  }
  const { body, options } = result instanceof Reply ? result : new Reply(result);
  const { status = endpoint.status, version, headers = {} } = options;
  if (endpoint.reply === undefined) return { status, contentType: null, headers, payload: null };
  const etag = version === undefined ? {} : { etag: writeEtag(version) };
  return {
    status,
    contentType: 'application/json; charset=utf-8',
    headers: { ...etag, ...headers },
    payload: JSON.stringify(body),
  };
}

export function answerOfProblem(problem: ProblemError): Answer {
  return {
    status: problem.status,
    contentType: 'application/problem+json',
    headers: problem.members.headers ?? {},
    payload: JSON.stringify(problemBody(problem)),
  };
}

/** Puts status and headers on the reply and gives what Nest is to send. */
export function send(reply: FastifyReply, { status, contentType, headers, payload }: Answer): unknown {
  void reply.code(status).headers({ 'cache-control': 'no-store', ...headers });
  if (contentType !== null) void reply.type(contentType);
  return payload instanceof StreamReply ? new StreamableFile(payload.stream) : (payload ?? undefined);
}

const withCharset = (type: string): string =>
  type.startsWith('text/') && !type.includes('charset') ? `${type}; charset=utf-8` : type;

/** The name is given twice: plain for old clients, encoded for all others (RFC 6266). */
function dispositionOf({ fileName }: StreamReply): Record<string, string> {
  if (fileName === null) return {};
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return { 'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}` };
}
