import { sql } from 'drizzle-orm';
import type { Database, Executor } from '../client/client.ts';
import { holdMemberships } from './membership-lock.ts';

/** Takes people out of every segment, in the transaction that deletes them, and before they are deleted. */
export async function removeMemberships(
  tx: Executor,
  workspaceId: number,
  personIds: readonly number[],
): Promise<void> {
  await tx.execute(holdMemberships(workspaceId));
  const people = sql`${`{${personIds.join(',')}}`}::bigint[]`;
  await lockSegmentsOf(tx, workspaceId, personIds);
  await tx.execute(sql`
    with gone as (
      delete from memberships where workspace_id = ${workspaceId} and person_id = any(${people}) returning segment_id
    ), fewer as (select segment_id, count(*) as people from gone group by segment_id)
    update segments s set size = s.size - fewer.people from fewer
    where s.workspace_id = ${workspaceId} and s.id = fewer.segment_id`);
}

/** In the order of ids, like everybody who takes several of these rows, so that nobody waits in a circle. */
async function lockSegmentsOf(
  tx: Executor,
  workspaceId: number,
  personIds: readonly number[],
): Promise<void> {
  await tx.execute(sql`
    select from segments where workspace_id = ${workspaceId} and id in (
      select segment_id from memberships
      where workspace_id = ${workspaceId} and person_id = any(${`{${personIds.join(',')}}`}::bigint[]))
    order by id for no key update`);
}

/** How many memberships are cleared away by one statement. */
const AT_ONCE = 20_000;

/** Clears away the memberships of deleted segments; returns how many. Safe to stop and to run twice. */
export async function clearRemovedSegments(
  db: Database,
  workspaceId: number,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<number> {
  let cleared = 0;
  const removals = await db.execute<{ id: number }>(
    sql`select segment_id as id from segment_removals where workspace_id = ${workspaceId} order by segment_id`,
  );
  for (const { id } of removals) {
    for (;;) {
      signal?.throwIfAborted();
      const { count } = await db.execute(sql`
        delete from memberships where workspace_id = ${workspaceId} and segment_id = ${id} and person_id in (
          select person_id from memberships where workspace_id = ${workspaceId} and segment_id = ${id} limit ${AT_ONCE})`);
      cleared += count;
      if (count < AT_ONCE) break;
    }
    await db.execute(
      sql`delete from segment_removals where workspace_id = ${workspaceId} and segment_id = ${id}`,
    );
  }
  return cleared;
}
