import { and, eq, sql } from 'drizzle-orm';
import type { Database, Executor } from '../client/client.ts';
import type { Transactional } from '../client/transaction.ts';
import { importChunks, imports } from '../schema/index.ts';
import { recordOf, type ImportRecord } from './import-record.ts';
import { endImport, isImport, isPartOf, type Instant } from './imports.repository.ts';
import { LIMITS } from './limits.ts';
import { formatOf, type ImportKind, type ImportMapping } from './mapping/import-mapping.ts';

export interface NewImport {
  readonly kind: ImportKind;
  readonly fileName: string;
  /** Checked with `checkMapping` before. */
  readonly mapping: ImportMapping;
}

/** Thrown when a piece comes for an upload that is over: cancelled, or given up as dead. */
export class UploadEnded extends Error {
  override readonly name = 'UploadEnded';
}

/** Begins an upload. The format is settled here, by the name of the file where the mapping does not say. */
export async function createImport(
  db: Executor,
  workspaceId: number,
  { kind, fileName, mapping }: NewImport,
  { now }: Instant,
): Promise<ImportRecord> {
  const settled = { ...mapping, format: mapping.format ?? formatOf(fileName) };
  const [row] = await db
    .insert(imports)
    .values({
      workspaceId,
      kind,
      fileName,
      mapping: settled,
      status: 'uploading',
      createdAt: now,
      activeAt: now,
    })
    .returning();
  if (row === undefined) throw new Error('The import was not written.');
  return recordOf(row);
}

/** Keeps the next piece of the file: all are `LIMITS.chunkBytes` long, but the last. Throws `UploadEnded`. */
export async function appendImportChunk(
  db: Transactional,
  workspaceId: number,
  importId: number,
  { position, bytes }: { readonly position: number; readonly bytes: Uint8Array },
  { now }: Instant,
): Promise<void> {
  await db.transaction(async (tx) => {
    const alive = await tx
      .update(imports)
      .set({ bytesTotal: sql`${imports.bytesTotal} + ${bytes.length}`, activeAt: now })
      .where(and(isImport(workspaceId, importId), eq(imports.status, 'uploading')))
      .returning({ id: imports.id });
    if (alive.length === 0) throw new UploadEnded('The upload is over.');
    await tx.insert(importChunks).values({ workspaceId, importId, position, bytes });
  });
}

/** The file is complete: the import waits for its run. Throws `UploadEnded`. */
export async function finishUpload(
  db: Executor,
  workspaceId: number,
  importId: number,
  { now }: Instant,
): Promise<ImportRecord> {
  const [row] = await db
    .update(imports)
    .set({ status: 'queued', activeAt: now })
    .where(and(isImport(workspaceId, importId), eq(imports.status, 'uploading')))
    .returning();
  if (row === undefined) throw new UploadEnded('The upload is over.');
  return recordOf(row);
}

/** The file did not come whole: the import has failed, and what came of the file is deleted. */
export async function abandonUpload(
  db: Database,
  workspaceId: number,
  importId: number,
  { now }: Instant,
): Promise<void> {
  await db.transaction((tx) =>
    endImport(tx, workspaceId, importId, {
      from: ['uploading'],
      status: 'failed',
      failure: BROKEN_UPLOAD,
      now,
    }),
  );
}

export const BROKEN_UPLOAD = 'The file did not arrive completely: upload it again.';

/** The bytes of a file from an offset to its end, piece by piece. */
export async function* readImportFile(
  db: Executor,
  workspaceId: number,
  importId: number,
  offset: number,
): AsyncGenerator<Uint8Array> {
  const first = Math.floor(offset / LIMITS.chunkBytes);
  let skip = offset - first * LIMITS.chunkBytes;
  for (let position = first; ; position += 1) {
    const [chunk] = await db
      .select({ bytes: importChunks.bytes })
      .from(importChunks)
      .where(and(isPartOf(importChunks, workspaceId, importId), eq(importChunks.position, position)));
    if (chunk === undefined) return;
    yield chunk.bytes.subarray(skip);
    skip = 0;
  }
}
