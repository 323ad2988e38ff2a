import { sql } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';

/*
 * Rows whose work is not done, whoever was to do it: what the worker's slow poll looks for, over all workspaces.
 */

export interface SegmentToBuild {
  readonly workspaceId: number;
  readonly segmentId: number;
}

/** Segments in a status that asks for a build, oldest first; at most 100: the others come when these are done. */
export async function segmentsToBuild(
  db: Executor,
  status: 'building' | 'failed',
): Promise<SegmentToBuild[]> {
  return db.execute<SegmentToBuild & Record<string, unknown>>(sql`
    select workspace_id as "workspaceId", id as "segmentId" from segments where status = ${status} order by id limit 100`);
}

/** Workspaces in which something was deleted that still lies around. */
export async function workspacesToClear(db: Executor): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select workspace_id as id from segment_removals union select workspace_id from catalog_removals order by id`);
  return rows.map(({ id }) => id);
}
