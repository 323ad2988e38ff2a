import type { Database } from '../../client/client.ts';
import type { ImportRecord } from '../import-record.ts';
import { LIMITS } from '../limits.ts';
import { appendImportChunk, createImport, finishUpload, type NewImport } from '../upload.repository.ts';

/** Uploads a whole file, as the API does piece by piece; the import waits for its run then. */
export async function uploadFile(
  db: Database,
  workspaceId: number,
  wanted: NewImport,
  content: string | Uint8Array,
  now: Date,
): Promise<ImportRecord> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { id } = await createImport(db, workspaceId, wanted, { now });
  for (let from = 0, position = 0; from < bytes.length; from += LIMITS.chunkBytes, position += 1) {
    const piece = bytes.subarray(from, from + LIMITS.chunkBytes);
    await appendImportChunk(db, workspaceId, id, { position, bytes: piece }, { now });
  }
  return finishUpload(db, workspaceId, id, { now });
}
