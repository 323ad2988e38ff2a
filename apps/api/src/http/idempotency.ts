import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  claimIdempotencyKey,
  keepReply,
  type Claim,
  type Connection,
  type Database,
  type IdempotentRequest,
} from '@satsuma/database';
import { Clock, InjectConfig, InjectConnection, within, type Config } from '@satsuma/runtime';
import type { FastifyRequest } from 'fastify';
import { answerOfProblem, type Answer } from './answer.ts';
import type { RequestState } from './input.ts';
import type { JsonBody } from './json-body.ts';
import { personIdsOf } from './person-ids.ts';
import { ProblemError } from './problem-error.ts';
import { problemOf } from './problem.filter.ts';
import { StatementGate } from './statement-gate.ts';

/** An answer as it is kept; the text is never looked into, so it may say anything. */
interface Kept {
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | null;
  /** Whether the payload is sealed, because a secret is in it. */
  readonly sealed: boolean;
}

/**
 * Does a POST with an `Idempotency-Key` once. Claim, work and kept reply are one transaction: the services' own transactions
 * become savepoints in it, and jobs are queued after its commit. A process that dies leaves nothing behind, neither
 * work without a reply nor a key without an owner.
 */
@Injectable()
export class Idempotency {
  /** Such a request holds a connection, and a preview in it needs a second one: half of the pool is left for those. */
  private readonly gate: StatementGate;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly clock: Clock,
    @InjectConfig() config: Config,
  ) {
    this.gate = new StatementGate(Math.max(1, Math.floor(config.databasePool / 2)));
  }

  async once(request: FastifyRequest, state: RequestState, work: () => Promise<Answer>): Promise<Answer> {
    const key = idempotencyKeyOf(request);
    const { caller, endpoint } = state;
    if (key === null || caller === null || endpoint.method !== 'POST' || NOT_KEPT.has(endpoint.id))
      return work();
    const wanted = {
      workspaceId: caller.workspaceId,
      // The whole path: the same key under another segment is another request.
      route: `POST ${request.url.split('?')[0]}`.slice(0, 2000),
      key,
      bodyHash:
        endpoint.bodyKind === 'multipart'
          ? hashOf(request.headers['content-length'])
          : hashOf((request.body as JsonBody | undefined)?.value),
    };
    const seal = new Seal(request, key);
    const { answer, settle } = await this.gate.pass(NEVER, () =>
      this.connection.db.transaction((tx) =>
        this.inTransaction(tx as unknown as Database, state, wanted, seal, work),
      ),
    );
    await settle();
    return answer;
  }

  private async inTransaction(
    tx: Database,
    { endpoint }: RequestState,
    wanted: IdempotentRequest,
    seal: Seal,
    work: () => Promise<Answer>,
  ): Promise<{ readonly answer: Answer; readonly settle: () => Promise<void> }> {
    const claim = await claimIdempotencyKey(tx, wanted, this.clock.now());
    if (claim.kind !== 'mine') return { answer: repeated(claim, seal), settle: nothingToSettle };
    const { answer, settle } = await attempt(tx, work);
    if (answer.status < 500 && !(answer.payload instanceof Object)) {
      await keepReply(
        tx,
        wanted,
        {
          status: answer.status,
          reply: keptOf(answer, seal, SECRET_REPLIES.has(endpoint.id)),
          personIds: personIdsOf(answer.payload),
        },
        this.clock.now(),
      );
    }
    return { answer, settle };
  }
}

/** Endpoints whose reply shows a key this once: it is not kept in a form that the database could give away. */
const SECRET_REPLIES: ReadonlySet<string> = new Set(['createApiKey', 'createWorkspace']);

/** Replies that show pieces of a file and come from nothing but it: nothing is done that could be done twice. */
const NOT_KEPT: ReadonlySet<string> = new Set(['inspectImport']);

/** Whoever waits is worked on even when the sender is gone: it may ask again for what became of it. */
const NEVER = new AbortController().signal;

const nothingToSettle = async (): Promise<void> => undefined;

/** Works in a savepoint: a refusal leaves nothing of the work, and the transaction is still good to keep it. */
async function attempt(
  tx: Database,
  work: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly settle: () => Promise<void> }> {
  try {
    const done = await tx.transaction((savepoint) => within(savepoint as unknown as Database, work));
    return { answer: done.result, settle: done.settle };
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status >= 500) throw error;
    return { answer: answerOfProblem(problem), settle: nothingToSettle };
  }
}

function repeated(claim: Exclude<Claim, { kind: 'mine' }>, seal: Seal): Answer {
  if (claim.kind === 'running') {
    throw new ProblemError(
      'idempotency.conflict',
      'The first request with this Idempotency-Key is still being worked on; try again in a moment.',
      { status: 409, headers: { 'Retry-After': '1' } },
    );
  }
  if (claim.kind === 'other_body') {
    throw new ProblemError(
      'idempotency.conflict',
      'This Idempotency-Key came with another body before; use a new key for a new request.',
    );
  }
  const { contentType, headers, payload, sealed } = claim.reply as Kept;
  const text = sealed && payload !== null ? seal.open(payload) : payload;
  return {
    status: claim.status,
    contentType,
    headers: { ...headers, 'Idempotency-Replayed': 'true' },
    payload: text,
  };
}

function keptOf({ contentType, headers, payload }: Answer, seal: Seal, secret: boolean): Kept {
  const text = typeof payload === 'string' ? payload : null;
  const sealed = secret && text !== null;
  return { contentType, headers, payload: sealed ? seal.close(text) : text, sealed };
}

/** The key of the request; null without one. */
function idempotencyKeyOf(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  if (typeof header === 'string' && /^[\x20-\x7e]{1,255}$/.test(header)) return header;
  throw new ProblemError('request.invalid', 'An Idempotency-Key is 1 to 255 printable ASCII characters.');
}

/** Of a JSON body its value; of an upload, which is not read before it is worked on, its length. */
const hashOf = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(body) ?? '')
    .digest('hex');

/** Locks a reply with what only its sender has: the credentials and the idempotency key of the request. */
class Seal {
  readonly #key: Buffer;

  constructor(request: FastifyRequest, idempotencyKey: string) {
    const { authorization = '', cookie = '' } = request.headers;
    const credentials = authorization === '' ? cookie : authorization;
    this.#key = Buffer.from(hkdfSync('sha256', credentials, idempotencyKey, 'satsuma kept reply', 32));
  }

  close(text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
  }

  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    } catch {
      throw new ProblemError(
        'idempotency.conflict',
        'The reply to this Idempotency-Key shows a secret, and is shown again only to who asked first.',
      );
    }
  }
}
