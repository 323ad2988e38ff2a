import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { Database, Executor } from '../client/client.ts';
import { imports } from '../schema/index.ts';
import { abandonUpload } from './upload.repository.ts';

/** An upload from which nothing has come for so long is dead, in milliseconds. */
export const UPLOAD_PATIENCE_MS = 5 * 60_000;

export interface ImportReference {
  readonly workspaceId: number;
  readonly importId: number;
}

const reference = { workspaceId: imports.workspaceId, importId: imports.id };

/**
 * Imports of all workspaces that are to be run or gone on with, oldest first. A job for one that is being run does no harm.
 * @param quietSince only those of which nothing has been heard since
 */
export async function listWaitingImports(db: Executor, quietSince: Date): Promise<ImportReference[]> {
  return db
    .select(reference)
    .from(imports)
    .where(and(inArray(imports.status, ['queued', 'running']), lt(imports.activeAt, quietSince)))
    .orderBy(asc(imports.id))
    .limit(1000);
}

/** Fails the uploads whose sender or receiver died, in all workspaces, and deletes what came of their files. */
export async function failDeadUploads(db: Database, now: Date): Promise<ImportReference[]> {
  const dead = await db
    .select(reference)
    .from(imports)
    .where(
      and(
        eq(imports.status, 'uploading'),
        lt(imports.activeAt, new Date(now.getTime() - UPLOAD_PATIENCE_MS)),
      ),
    )
    .limit(1000);
  for (const { workspaceId, importId } of dead) await abandonUpload(db, workspaceId, importId, { now });
  return dead;
}
