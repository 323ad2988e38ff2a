import { sql } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';

/*
 * Rows whose work is not done, whoever was to do it: what the worker's slow poll looks for, over all workspaces.
 */

export interface SegmentToBuild {
  readonly workspaceId: number;
  readonly segmentId: number;
}

/** How many segments one look finds. */
export const SEGMENTS_PER_LOOK = 100;

/**
 * Segments in a status that asks for a build, oldest first, from the one after `after`; at most `SEGMENTS_PER_LOOK`: the others
 * come when these are done, or with a look that starts after them.
 */
export async function segmentsToBuild(
  db: Executor,
  status: 'building' | 'failed',
  after = 0,
): Promise<SegmentToBuild[]> {
  return db.execute<SegmentToBuild & Record<string, unknown>>(sql`
    select workspace_id as "workspaceId", id as "segmentId" from segments
    where status = ${status} and id > ${after} order by id limit ${SEGMENTS_PER_LOOK}`);
}

/** Workspaces in which something was deleted that still lies around. */
export async function workspacesToClear(db: Executor): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select workspace_id as id from segment_removals union select workspace_id from catalog_removals order by id`);
  return rows.map(({ id }) => id);
}
