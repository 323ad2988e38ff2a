import { sql, type SQL } from 'drizzle-orm';
import { foldText, type Fact, type PersonFacts } from '@satsuma/segment-engine';
import { readCursor, writeCursor } from '../catalog/cursor.ts';
import { readCatalog } from '../catalog/workspace-catalog.ts';
import type { Executor } from '../client/client.ts';
import { recordOf, type PersonRecord, type StoredPerson } from './person-record.ts';
import { searchPattern } from './search-text.ts';

/** People by id, in the order of the ids; those that do not exist are left out. */
export async function readPersons(
  db: Executor,
  workspaceId: number,
  ids: readonly number[],
): Promise<PersonRecord[]> {
  if (ids.length === 0) return [];
  const [catalog, rows] = await Promise.all([
    readCatalog(db, workspaceId),
    db.execute<Row>(sql`${PEOPLE} where p.workspace_id = ${workspaceId} and p.id = any(${idList(ids)})`),
  ]);
  const found = new Map(rows.map((row) => [row.id, recordOf(storedOf(row), catalog)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

export interface PersonQuery {
  readonly limit: number;
  /** Where the page before ended, as it was handed out. */
  readonly cursor?: string | undefined;
  /** Any part of a name, an e-mail, a phone or an external id. */
  readonly search?: string | undefined;
  readonly tag?: string | undefined;
}

export interface PersonPage {
  readonly data: PersonRecord[];
  readonly nextCursor: string | null;
}

/** People, newest first. Throws `request.invalid` for a cursor that was not handed out. */
export async function listPersons(
  db: Executor,
  workspaceId: number,
  { limit, cursor, search, tag }: PersonQuery,
): Promise<PersonPage> {
  const conditions: SQL[] = [sql`p.workspace_id = ${workspaceId}`];
  if (cursor !== undefined) conditions.push(sql`p.id < ${readCursor<[number]>(cursor, 'number')[0]}`);
  const pattern = search === undefined ? null : searchPattern(search);
  if (pattern !== null) conditions.push(sql`f.search like ${pattern}`);
  if (tag !== undefined) conditions.push(sql`f.facts -> 'tags' ? ${foldText(tag)}`);
  const catalog = await readCatalog(db, workspaceId);
  const rows = await db.execute<Row>(
    sql`${PEOPLE} where ${sql.join(conditions, sql` and `)} order by p.id desc limit ${limit + 1}`,
  );
  const data = rows.slice(0, limit).map((row) => recordOf(storedOf(row), catalog));
  const last = rows.length > limit ? data.at(-1) : undefined;
  return {
    data,
    nextCursor: last === undefined ? null : writeCursor(last.id),
  };
}

/** What the in-memory evaluator asks about people: their facts, and their events of the given names. In the order of the ids. */
export async function personFacts(
  db: Executor,
  workspaceId: number,
  ids: readonly number[],
  eventIds: readonly number[],
): Promise<PersonFacts[]> {
  if (ids.length === 0) return [];
  const [people, events] = await Promise.all([
    db.execute<Row>(sql`${PEOPLE} where p.workspace_id = ${workspaceId} and p.id = any(${idList(ids)})`),
    eventIds.length === 0
      ? []
      : db.execute<EventRow>(sql`
          select id, person_id, event_id, ${epochMs(sql`occurred_at`)} as occurred_at, facts from events
          where workspace_id = ${workspaceId} and person_id = any(${idList(ids)}) and event_id = any(${idList(eventIds)})`),
  ]);
  const eventsOf = Map.groupBy(events, ({ person_id }) => person_id);
  const found = new Map(
    people.map((row) => {
      const person = storedOf(row);
      const own = (eventsOf.get(person.id) ?? []).map((event) => ({
        id: event.id,
        event: event.event_id,
        occurredAt: event.occurred_at,
        facts: event.facts,
      }));
      const facts: PersonFacts = {
        id: person.id,
        facts: person.facts,
        createdAt: person.createdAt.getTime(),
        updatedAt: person.updatedAt.getTime(),
        lastSeenAt: person.lastSeenAt?.getTime() ?? null,
        events: own,
      };
      return [person.id, facts] as const;
    }),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

interface Row extends Record<string, unknown> {
  readonly id: number;
  readonly external_id: string | null;
  readonly type: 'customer' | 'lead';
  readonly last_seen_at: number | null;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly originals: Readonly<Record<string, unknown>>;
  readonly created_at: number;
  readonly updated_at: number;
}

interface EventRow extends Record<string, unknown> {
  readonly id: number;
  readonly person_id: number;
  readonly event_id: number;
  readonly occurred_at: number;
  readonly facts: Readonly<Record<string, Fact>>;
}

/** An instant as epoch milliseconds: years before 1000 do not survive the text form of the driver. */
export const epochMs = (column: SQL): SQL => sql`(extract(epoch from ${column}) * 1000)::bigint`;

const PEOPLE = sql`
  select p.id, p.external_id, p.type, f.facts, f.originals, ${epochMs(sql`p.last_seen_at`)} as last_seen_at,
    ${epochMs(sql`f.created_at`)} as created_at, ${epochMs(sql`f.updated_at`)} as updated_at
  from persons p join person_facts f on f.workspace_id = p.workspace_id and f.person_id = p.id`;

/** A list of ids as one parameter, however long it is. */
export const idList = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::bigint[]`;

const storedOf = (row: Row): StoredPerson => ({
  id: row.id,
  externalId: row.external_id,
  type: row.type,
  facts: row.facts,
  originals: row.originals,
  createdAt: new Date(row.created_at),
  updatedAt: new Date(row.updated_at),
  lastSeenAt: row.last_seen_at === null ? null : new Date(row.last_seen_at),
});
