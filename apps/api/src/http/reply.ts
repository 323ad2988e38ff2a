import type { Readable } from 'node:stream';
import type { ReplyOf } from '@satsuma/contracts';

export interface ReplyOptions {
  /** One of the success statuses of the endpoint; its first when absent. */
  readonly status?: number;
  /** Version of what is shown, for the ETag. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A reply with more to it than its body. */
export class Reply<B = unknown> {
  readonly body: B;
  readonly options: ReplyOptions;

  constructor(body: B, options: ReplyOptions = {}) {
    this.body = body;
    this.options = options;
  }
}

/** A reply that is sent as it is read. */
export class StreamReply {
  readonly stream: Readable;
  readonly contentType: string;
  readonly fileName: string | null;

  constructor(stream: Readable, contentType: string, fileName: string | null) {
    this.stream = stream;
    this.contentType = contentType;
    this.fileName = fileName;
  }
}

/** What a handler may answer: the reply of the contract, in which an instant may be a `Date`. */
export type AnswerOf<E> =
  | (ReplyOf<E> extends undefined ? void : Dated<ReplyOf<E>>)
  | Reply<Dated<ReplyOf<E>>>
  | StreamReply;

type Dated<T> = unknown extends T
  ? T
  : T extends string
    ? string extends T
      ? T | Date
      : T
    : T extends readonly (infer I)[]
      ? readonly Dated<I>[]
      : T extends object
        ? { readonly [K in keyof T]: Dated<T[K]> }
        : T;

/** The body with the version of what it shows, as ETag. */
export const withEtag = <B>(body: B, version: number): Reply<B> => new Reply(body, { version });

/** The body with another success status of the endpoint, such as 201. */
export const withStatus = <B>(body: B, status: number): Reply<B> => new Reply(body, { status });

/** Sends a stream as it comes; with a file name browsers save it. */
export const streamReply = (
  stream: Readable,
  { contentType, fileName }: { readonly contentType: string; readonly fileName?: string },
): StreamReply => new StreamReply(stream, contentType, fileName ?? null);
