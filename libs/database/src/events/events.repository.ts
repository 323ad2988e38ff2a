import { sql, type SQL } from 'drizzle-orm';
import { formatInstant } from '@satsuma/segment-engine';
import { holdCatalog, holdingCatalog } from '../catalog/catalog-lock.ts';
import type { Executor } from '../client/client.ts';
import type { EventItem } from './event-input.ts';
import type { AcceptedEvent } from './track-events.ts';

/**
 * Takes the keys of events that nobody has taken before, and holds the catalog. Keys that another transaction is taking are
 * waited for. What is not among the returned ones was accepted earlier.
 */
export async function takeKeys(
  tx: Executor,
  workspaceId: number,
  items: readonly EventItem[],
): Promise<Set<string>> {
  const keys = [...new Set(items.flatMap(({ key }) => key ?? []))].sort();
  if (keys.length === 0) {
    await holdCatalog(tx, workspaceId);
    return new Set();
  }
  const rows = await tx.execute<{ hash: string }>(sql`
    with held as materialized (${holdingCatalog(workspaceId)})
    insert into event_keys (workspace_id, hash)
    select ${workspaceId}, key from held, unnest(${keyList(keys)}) as key
    on conflict do nothing returning replace(hash::text, '-', '') as hash`);
  return new Set(rows.map(({ hash }) => hash));
}

/** Gives keys back whose events were refused. */
export async function releaseKeys(tx: Executor, workspaceId: number, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.execute(
    sql`delete from event_keys where workspace_id = ${workspaceId} and hash = any(${keyList(keys)})`,
  );
}

/** Writes events in their order and moves `lastSeenAt` of their people on. */
export async function insertEvents(
  tx: Executor,
  workspaceId: number,
  events: readonly AcceptedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ event, personId, occurredAt, facts, originals }) => {
    const row = { e: event, p: personId, t: formatInstant(occurredAt), f: facts };
    return originals === null ? row : { ...row, o: originals };
  });
  await tx.execute(sql`
    with batch as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as r(e int, p bigint, t timestamptz, f jsonb, o jsonb)
    ), written as (
      insert into events (workspace_id, event_id, person_id, occurred_at, facts, originals)
      select ${workspaceId}, e, p, t, f, o from batch
    )
    update persons set last_seen_at = seen.at from (select p, max(t) as at from batch group by p) seen
    where workspace_id = ${workspaceId} and id = seen.p and (last_seen_at is null or last_seen_at < seen.at)`);
}

const keyList = (keys: readonly string[]): SQL => sql`${`{${keys.join(',')}}`}::uuid[]`;
