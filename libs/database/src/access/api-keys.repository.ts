import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import type { Transactional } from '../client/transaction.ts';
import { apiKeys, workspaces } from '../schema/index.ts';
import { recordAudit } from './audit.repository.ts';
import { hashSecret, newSecret } from './secret.ts';

export type ApiKeyRow = Omit<typeof apiKeys.$inferSelect, 'keyHash'>;

export interface NewApiKey {
  readonly workspaceId: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly actor: string;
  readonly now: Date;
}

const PREFIX_LENGTH = 12;

const columns = {
  id: apiKeys.id,
  workspaceId: apiKeys.workspaceId,
  name: apiKeys.name,
  scopes: apiKeys.scopes,
  prefix: apiKeys.prefix,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
};

/** Makes a key; the key itself is in this answer only. Null when the workspace has `most` keys already. */
export async function createApiKey(
  db: Transactional,
  { workspaceId, name, scopes, actor, now }: NewApiKey,
  most: number,
): Promise<{ readonly row: ApiKeyRow; readonly key: string } | null> {
  const key = `satsuma_${newSecret()}`;
  return db.transaction(async (tx) => {
    // The lock makes the limit hold when several are made at once.
    await tx.execute(sql`select 1 from ${workspaces} where ${workspaces.id} = ${workspaceId} for update`);
    const [held] = await tx
      .select({ keys: count() })
      .from(apiKeys)
      .where(eq(apiKeys.workspaceId, workspaceId));
    if ((held?.keys ?? 0) >= most) return null;
    const [row] = await tx
      .insert(apiKeys)
      .values({
        workspaceId,
        name,
        scopes: [...scopes],
        prefix: key.slice(0, PREFIX_LENGTH),
        keyHash: hashSecret(key),
        createdAt: now,
      })
      .returning(columns);
    if (row === undefined) throw new Error('The new API key was not returned.');
    await recordAudit(tx, {
      workspaceId,
      actor,
      action: 'api_key.created',
      subject: `key:${row.id}`,
      details: { name, scopes },
      at: now,
    });
    return { row, key };
  });
}

/** Keys of a workspace, newest first, older than `before`. */
export async function listApiKeys(
  db: Executor,
  workspaceId: number,
  { limit, before }: { readonly limit: number; readonly before: number | null },
): Promise<ApiKeyRow[]> {
  const older = before === null ? undefined : lt(apiKeys.id, before);
  return db
    .select(columns)
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), older))
    .orderBy(desc(apiKeys.id))
    .limit(limit);
}

export async function apiKeyExists(db: Executor, workspaceId: number, id: number): Promise<boolean> {
  const found = await db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id)));
  return found.length > 0;
}

/** Ends a key at once and for good. False when the workspace has no such key. */
export async function revokeApiKey(
  db: Transactional,
  workspaceId: number,
  id: number,
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(apiKeys)
      .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id)))
      .returning({ name: apiKeys.name });
    if (gone === undefined) return false;
    await recordAudit(tx, {
      workspaceId,
      actor,
      action: 'api_key.revoked',
      subject: `key:${id}`,
      details: gone,
      at: now,
    });
    return true;
  });
}

/** A key with what a request needs to know of its workspace. */
export interface KeyOwner extends Pick<ApiKeyRow, 'id' | 'workspaceId' | 'scopes' | 'lastUsedAt'> {
  readonly timeZone: string;
  readonly strict: boolean;
}

/** Whose key this is. Asked for every request, so that a revoked key is refused at once. */
export async function findApiKey(db: Executor, key: string): Promise<KeyOwner | null> {
  const [row] = await db
    .select({
      id: apiKeys.id,
      workspaceId: apiKeys.workspaceId,
      scopes: apiKeys.scopes,
      lastUsedAt: apiKeys.lastUsedAt,
      timeZone: workspaces.timeZone,
      strict: workspaces.strict,
    })
    .from(apiKeys)
    .innerJoin(workspaces, eq(workspaces.id, apiKeys.workspaceId))
    .where(eq(apiKeys.keyHash, hashSecret(key)));
  return row ?? null;
}

export async function touchApiKey(db: Executor, workspaceId: number, id: number, now: Date): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id)));
}
