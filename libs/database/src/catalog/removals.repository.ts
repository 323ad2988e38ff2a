import { sql } from 'drizzle-orm';
import { inTransaction, type Transaction, type Transactional } from '../client/transaction.ts';

/** People whose facts, or events, are cleared by one transaction. */
const AT_ONCE = 2000;

interface Removal extends Record<string, unknown> {
  readonly id: number;
  readonly kind: 'attribute' | 'event';
  readonly key: string;
}

/**
 * Clears values of deleted attributes and events of deleted definitions out of a workspace, in many small transactions.
 * Safe to stop at any moment and to run twice. Throws the reason of the signal when it is aborted.
 */
export async function clearRemovals(
  db: Transactional,
  workspaceId: number,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const removals = await db.execute<Removal>(
    sql`select id, kind, key from catalog_removals where workspace_id = ${workspaceId} order by id`,
  );
  for (const removal of removals) {
    await (removal.kind === 'attribute' ? clearAttribute : clearEvent)(db, workspaceId, removal.key, signal);
    await db.execute(
      sql`delete from catalog_removals where workspace_id = ${workspaceId} and id = ${removal.id}`,
    );
  }
}

async function clearAttribute(
  db: Transactional,
  workspaceId: number,
  key: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let after: number | null = 0; after !== null;) {
    signal?.throwIfAborted();
    const from: number = after;
    after = await inTransaction(db, async (tx) => {
      // The lock of the person, which every writer of facts takes, keeps a cleared value from being written back.
      const people = await tx.execute<{ id: number }>(sql`
        select id from persons where workspace_id = ${workspaceId} and id > ${from}
        order by id limit ${AT_ONCE}::int for no key update`);
      const last = people.at(-1);
      if (last === undefined) return null;
      await tx.execute(sql`
        update person_facts set facts = facts - ${key}::text, originals = originals - ${key}::text
        where workspace_id = ${workspaceId} and person_id > ${from} and person_id <= ${last.id} and facts ? ${key}::text`);
      return last.id;
    });
  }
}

async function clearEvent(
  db: Transactional,
  workspaceId: number,
  eventId: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let isMore = true; isMore;) {
    signal?.throwIfAborted();
    isMore = await inTransaction(db, (tx) => clearEvents(tx, workspaceId, Number(eventId)));
  }
}

/** Deletes the events of some people and moves their `lastSeenAt` back to the newest of the others; false when nobody has any. */
async function clearEvents(tx: Transaction, workspaceId: number, eventId: number): Promise<boolean> {
  const people = await tx.execute<{ id: number }>(sql`
    select id from persons where workspace_id = ${workspaceId} and id in (
      select person_id from events where workspace_id = ${workspaceId} and event_id = ${eventId} limit ${AT_ONCE}::int)
    order by id for no key update`);
  if (people.length === 0) return false;
  const ids = sql`${`{${people.map(({ id }) => id).join(',')}}`}::bigint[]`;
  await tx.execute(sql`
    delete from events where workspace_id = ${workspaceId} and event_id = ${eventId} and person_id = any(${ids})`);
  await tx.execute(sql`
    update persons p set last_seen_at = (
      select max(e.occurred_at) from events e where e.workspace_id = p.workspace_id and e.person_id = p.id)
    where p.workspace_id = ${workspaceId} and p.id = any(${ids})`);
  return true;
}
