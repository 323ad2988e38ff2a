import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import type { Transactional } from '../client/transaction.ts';
import { importChunks, importErrors, imports } from '../schema/index.ts';
import { recordOf, type ImportRecord, type ImportStatus } from './import-record.ts';

export interface Instant {
  readonly now: Date;
}

export interface ImportPage {
  readonly data: readonly ImportRecord[];
  /** The id that the next page lies before; null at the end. */
  readonly nextBefore: number | null;
}

export async function readImport(
  db: Executor,
  workspaceId: number,
  importId: number,
): Promise<ImportRecord | null> {
  const [row] = await db.select().from(imports).where(isImport(workspaceId, importId));
  return row === undefined ? null : recordOf(row);
}

/** Imports of a workspace, newest first. */
export async function listImports(
  db: Executor,
  workspaceId: number,
  { limit, before }: { readonly limit: number; readonly before: number | null },
): Promise<ImportPage> {
  const rows = await db
    .select()
    .from(imports)
    .where(and(eq(imports.workspaceId, workspaceId), before === null ? undefined : lt(imports.id, before)))
    .orderBy(desc(imports.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    data: page.map(recordOf),
    nextBefore: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/**
 * Ends an import that has not ended, in whatever state it is: a batch that is being written lands first and is the last one.
 * Its file is gone then. Returns it as it is now; null when there is none.
 */
export async function cancelImport(
  db: Transactional,
  workspaceId: number,
  importId: number,
  { now }: Instant,
): Promise<ImportRecord | null> {
  return db.transaction(async (tx) => {
    await endImport(tx, workspaceId, importId, {
      from: ['uploading', 'queued', 'running'],
      status: 'cancelled',
      now,
    });
    return readImport(tx, workspaceId, importId);
  });
}

export interface Ending {
  /** States that the import may be in; in another one nothing happens. */
  readonly from: readonly ImportStatus[];
  readonly status: 'done' | 'failed' | 'cancelled';
  readonly failure?: string;
  readonly now: Date;
}

/** Ends an import and deletes its file, in a transaction of the caller. False when it was in none of the states. */
export async function endImport(
  tx: Executor,
  workspaceId: number,
  importId: number,
  { from, status, failure, now }: Ending,
): Promise<boolean> {
  const ended = await tx
    .update(imports)
    .set({ status, failure: failure ?? null, activeAt: now, finishedAt: now })
    .where(and(isImport(workspaceId, importId), inArray(imports.status, [...from])))
    .returning({ id: imports.id });
  if (ended.length === 0) return false;
  await tx.delete(importChunks).where(isPartOf(importChunks, workspaceId, importId));
  return true;
}

/** Where an import stops being an import: nothing of it remains. For uploads that are refused. */
export async function deleteImport(db: Transactional, workspaceId: number, importId: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(importChunks).where(isPartOf(importChunks, workspaceId, importId));
    await tx.delete(importErrors).where(isPartOf(importErrors, workspaceId, importId));
    await tx.delete(imports).where(isImport(workspaceId, importId));
  });
}

export const isImport = (workspaceId: number, importId: number) =>
  and(eq(imports.workspaceId, workspaceId), eq(imports.id, importId));

export const isPartOf = (
  table: typeof importChunks | typeof importErrors,
  workspaceId: number,
  importId: number,
) => and(eq(table.workspaceId, workspaceId), eq(table.importId, importId));
