import { and, eq, gt, lte, sql } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import { idempotencyKeys } from '../schema/index.ts';

/** How long a reply is kept. */
export const IDEMPOTENCY_MS = 24 * 3_600_000;

export interface IdempotentRequest {
  readonly workspaceId: number;
  readonly route: string;
  readonly key: string;
  readonly bodyHash: string;
}

export interface KeptReply {
  readonly status: number;
  readonly reply: unknown;
  /** People that the reply speaks of: deleting one deletes the reply. */
  readonly personIds: readonly number[];
}

export type Claim =
  | { readonly kind: 'mine' }
  | { readonly kind: 'running' }
  | { readonly kind: 'other_body' }
  | { readonly kind: 'kept'; readonly status: number; readonly reply: unknown };

/**
 * Takes the key for the transaction it is called in, which must also do the work and keep the reply.
 * So the work and its reply land together or not at all, and a process that dies lets the key go with its connection.
 */
export async function claimIdempotencyKey(
  tx: Executor,
  { workspaceId, route, key, bodyHash }: IdempotentRequest,
  now: Date,
): Promise<Claim> {
  const name = `${workspaceId} ${route} ${key}`;
  const [lock] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 7318203)) as taken`,
  );
  if (lock?.taken !== true) return { kind: 'running' };
  const [row] = await tx
    .select({
      bodyHash: idempotencyKeys.bodyHash,
      status: idempotencyKeys.status,
      reply: idempotencyKeys.reply,
    })
    .from(idempotencyKeys)
    .where(
      and(
        isRow({ workspaceId, route, key }),
        gt(idempotencyKeys.createdAt, new Date(now.getTime() - IDEMPOTENCY_MS)),
      ),
    );
  if (row === undefined || row.status === null) return { kind: 'mine' };
  if (row.bodyHash !== bodyHash) return { kind: 'other_body' };
  return { kind: 'kept', status: row.status, reply: row.reply };
}

/** Keeps the reply of a claimed key. */
export async function keepReply(
  tx: Executor,
  { workspaceId, route, key, bodyHash }: IdempotentRequest,
  { status, reply, personIds }: KeptReply,
  now: Date,
): Promise<void> {
  const kept = { bodyHash, status, reply, personIds: [...personIds], createdAt: now };
  await tx
    .insert(idempotencyKeys)
    .values({ workspaceId, route, key, ...kept })
    .onConflictDoUpdate({
      target: [idempotencyKeys.workspaceId, idempotencyKeys.route, idempotencyKeys.key],
      set: kept,
    });
}

/** Deletes replies whose time is over. */
export async function clearExpiredReplies(db: Executor, now: Date): Promise<void> {
  await db
    .delete(idempotencyKeys)
    .where(lte(idempotencyKeys.createdAt, new Date(now.getTime() - IDEMPOTENCY_MS)));
}

const isRow = ({ workspaceId, route, key }: Omit<IdempotentRequest, 'bodyHash'>) =>
  and(
    eq(idempotencyKeys.workspaceId, workspaceId),
    eq(idempotencyKeys.route, route),
    eq(idempotencyKeys.key, key),
  );
