import { sql, type SQL } from 'drizzle-orm';
import { isSlot } from '@satsuma/segment-engine';
import { identityOf } from '../client/identity.ts';
import type { Transactional } from '../client/transaction.ts';

/** A value that is there, as most spell it, and how many have it. */
export interface ValueCount {
  readonly folded: string;
  readonly value: string;
  readonly count: number;
}

export interface CountedValues {
  /** Most frequent first. */
  readonly values: readonly ValueCount[];
  /** False when there are more values than these. */
  readonly complete: boolean;
}

/** Where the values lie. */
export type ValueSource =
  | { readonly of: 'people'; readonly key: string; readonly isList: boolean }
  | { readonly of: 'events'; readonly eventId: number; readonly key: string; readonly isList: boolean };

export interface ValueQuery {
  readonly workspaceId: number;
  /** Of the catalog when the question was asked: counts of an older one are not used again. */
  readonly version: number;
  readonly source: ValueSource;
  /** Pattern of `like` that the folded value meets. */
  readonly pattern?: string | null;
  /** Only these folded values. */
  readonly among?: readonly string[];
}

/** How many values are counted at most. */
const MOST_VALUES = 1000;
/** Events are looked at from the newest back, up to this many. */
const RECENT_EVENTS = 20_000;
/** Longest time for counting over everybody in milliseconds; after that the newest people stand for all. */
const PATIENCE = 1000;
const NEWEST_PEOPLE = 100_000;
/** What took longer than this, in milliseconds, is kept for a minute. */
const KEEP_FROM = 100;
const KEEP_MS = 60_000;
const KEPT = 500;

interface Kept {
  readonly version: number;
  readonly until: number;
  readonly counted: CountedValues;
}

/** By the database that they came from. */
const kept = new WeakMap<object, Map<string, Kept>>();

/**
 * Counts values, the most frequent first. Over a million people this is one pass over a narrow table, a few hundred
 * milliseconds; lists, and what has no column of its own, take a second at most before the newest people stand for all. What
 * took long is remembered; small workspaces are counted anew each time. Deleting a person raises the version, so that nothing
 * of a deleted person is remembered.
 */
export async function countValues(db: Transactional, query: ValueQuery): Promise<CountedValues> {
  const memory = kept.get(identityOf(db)) ?? new Map<string, Kept>();
  kept.set(identityOf(db), memory);
  const { workspaceId, version, source, pattern = null, among = [] } = query;
  const key = JSON.stringify([workspaceId, source, pattern, among]);
  const known = memory.get(key);
  const start = performance.now();
  if (known !== undefined && known.version === version && known.until > start) return known.counted;
  memory.delete(key);
  const counted = await count(db, query);
  const cost = performance.now() - start;
  if (cost >= KEEP_FROM) {
    memory.set(key, { version, until: start + KEEP_MS, counted });
    for (const oldest of memory.keys()) {
      if (memory.size <= KEPT) break;
      memory.delete(oldest);
    }
  }
  return counted;
}

async function count(db: Transactional, query: ValueQuery): Promise<CountedValues> {
  const { workspaceId, source } = query;
  if (source.of === 'events') return run(db, countFacts(query, recentEvents(workspaceId, source.eventId)));
  const hasColumn = isSlot(source.key) && !source.isList;
  try {
    const all = hasColumn
      ? countSlots(query, everybody(workspaceId, 'person_slots'))
      : countFacts(query, everybody(workspaceId, 'person_facts'));
    return await run(db, all, PATIENCE);
  } catch (error) {
    if (!isTimeout(error)) throw error;
    return run(db, countFacts(query, newestPeople(workspaceId)));
  }
}

const everybody = (workspaceId: number, table: 'person_facts' | 'person_slots'): SQL =>
  sql`${sql.raw(table)} where workspace_id = ${workspaceId}`;

const newestPeople = (workspaceId: number): SQL => sql`(
  select facts, originals from person_facts where workspace_id = ${workspaceId}
  order by person_id desc limit ${NEWEST_PEOPLE}::int) newest where true`;

const recentEvents = (workspaceId: number, eventId: number): SQL => sql`(
  select facts, coalesce(originals, '{}'::jsonb) as originals from events
  where workspace_id = ${workspaceId} and event_id = ${eventId}
  order by occurred_at desc limit ${RECENT_EVENTS}::int) recent where true`;

/** Counts a column; a value is spelled as most of three who have it spell it, or as the first of them does. */
function countSlots({ workspaceId, source: { key }, ...query }: ValueQuery, rows: SQL): SQL {
  const slot = sql.raw(key);
  return sql`
    with counted as (
      select ${slot} as slot, count(*) as count, min(person_id) as a, max(person_id) as b,
        max(person_id) filter (where person_id % 7 = 0) as c
      from ${rows} and ${slot} is not null ${restriction(slot, query)}
      group by 1 order by count desc, 1 limit ${MOST_VALUES + 1}::int)
    select spelled.fact, spelled.value, counted.count from counted cross join lateral (
      select facts ->> ${key}::text as fact, coalesce(originals ->> ${key}::text, facts ->> ${key}::text) as value
      from person_facts where workspace_id = ${workspaceId} and person_id in (a, b, c)
      group by 1, 2 order by count(*) desc, min(person_id) limit 1) spelled
    order by counted.count desc, counted.slot`;
}

/** Counts what lies in facts; a value is spelled as most spell it. */
function countFacts({ source: { key, isList }, ...query }: ValueQuery, rows: SQL): SQL {
  const items = isList
    ? sql`select item.fact, coalesce(originals -> ${key}::text ->> (item.place - 1)::int, item.fact) as spelled
        from (select facts, originals from ${rows} and facts ? ${key}::text) row
        cross join lateral jsonb_array_elements_text(facts -> ${key}::text) with ordinality as item(fact, place)`
    : sql`select facts ->> ${key}::text as fact, coalesce(originals ->> ${key}::text, facts ->> ${key}::text) as spelled
        from ${rows} and facts ? ${key}::text`;
  return sql`
    select fact, (array_agg(spelled order by n desc, spelled))[1] as value, sum(n)::bigint as count
    from (select fact, spelled, count(*) as n from (${items}) item where true ${restriction(sql`fact`, query)}
      group by fact, spelled) spelling
    group by fact order by count desc, fact limit ${MOST_VALUES + 1}::int`;
}

function restriction(column: SQL, { pattern = null, among }: Pick<ValueQuery, 'pattern' | 'among'>): SQL {
  const like = pattern === null ? sql`` : sql` and ${column} like ${pattern}`;
  if (among === undefined) return like;
  return sql`${like} and ${column} in (select json_array_elements_text(${JSON.stringify(among)}::json))`;
}

async function run(db: Transactional, counting: SQL, patience?: number): Promise<CountedValues> {
  const found = await db.transaction(
    async (tx) => {
      if (patience !== undefined) await tx.execute(sql.raw(`set local statement_timeout = ${patience}`));
      return tx.execute<{ fact: string; value: string; count: number }>(counting);
    },
    { accessMode: 'read only' },
  );
  return {
    values: found.slice(0, MOST_VALUES).map(({ fact, value, count }) => ({ folded: fact, value, count })),
    complete: found.length <= MOST_VALUES,
  };
}

function isTimeout(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === '57014') return true;
  }
  return false;
}
