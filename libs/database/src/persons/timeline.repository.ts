import { sql, type SQL } from 'drizzle-orm';
import { formatInstant, type Fact } from '@satsuma/segment-engine';
import { readCursor, writeCursor } from '../catalog/cursor.ts';
import { readCatalog, type EventRow } from '../catalog/workspace-catalog.ts';
import type { Executor } from '../client/client.ts';
import { TIMELINE_ONLY } from '../events/event-properties.ts';
import { wireValue } from './person-record.ts';
import { epochMs } from './persons.repository.ts';

export interface TimelineRecord {
  readonly id: number;
  readonly name: string;
  readonly occurredAt: Date;
  /** By name, spelled as they were sent. */
  readonly properties: Record<string, unknown>;
}

export interface TimelineQuery {
  readonly limit: number;
  /** Where the page before ended, as it was handed out. */
  readonly cursor?: string | undefined;
  /** Only events of this name. */
  readonly name?: string | undefined;
}

/** What a person did, newest first; of one instant what was received last stands first. */
export async function listPersonEvents(
  db: Executor,
  workspaceId: number,
  personId: number,
  { limit, cursor, name }: TimelineQuery,
): Promise<{ data: TimelineRecord[]; nextCursor: string | null }> {
  const { eventsById } = await readCatalog(db, workspaceId);
  const before = readPosition(cursor);
  const page = sql`order by e.occurred_at desc, e.id desc limit ${limit + 1}`;
  // The newest of every event name from the index, and of those the newest: the cost does not grow with the history.
  const rows = await db.execute<Row>(sql`
    select e.id, e.event_id, ${epochMs(sql`e.occurred_at`)} as occurred_at, e.facts, e.originals
    from event_definitions d cross join lateral (
      select e.* from events e
      where e.workspace_id = ${workspaceId} and e.person_id = ${personId} and e.event_id = d.id ${earlier(before)} ${page}
    ) e
    where d.workspace_id = ${workspaceId} ${name === undefined ? sql`` : sql`and d.name = ${name}`} ${page}`);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    data: shown.flatMap((row) => {
      const definition = eventsById.get(row.event_id);
      return definition === undefined ? [] : [recordOf(row, definition)];
    }),
    nextCursor: last === undefined ? null : writeCursor(last.occurred_at, last.id),
  };
}

interface Row extends Record<string, unknown> {
  readonly id: number;
  readonly event_id: number;
  readonly occurred_at: number;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly originals: Readonly<Record<string, unknown>> | null;
}

function recordOf(
  { id, occurred_at, facts, originals }: Row,
  { name, properties }: EventRow,
): TimelineRecord {
  const values: Record<string, unknown> = {};
  for (const property of properties) {
    const value = wireValue(property, facts[property.id], originals?.[property.id]);
    if (value !== undefined) values[property.name] = value;
  }
  return {
    id,
    name,
    occurredAt: new Date(occurred_at),
    properties: { ...values, ...(originals?.[TIMELINE_ONLY] as Record<string, unknown> | undefined) },
  };
}

export interface PersonSegment {
  readonly id: number;
  readonly name: string;
  readonly since: Date;
}

/** Segments that a person is in, the newest membership first. */
export async function listPersonSegments(
  db: Executor,
  workspaceId: number,
  personId: number,
  { limit, cursor }: Pick<TimelineQuery, 'limit' | 'cursor'>,
): Promise<{ data: PersonSegment[]; nextCursor: string | null }> {
  const before = readPosition(cursor);
  const rows = await db.execute<{ id: number; name: string; since: number }>(sql`
    select s.id, s.name, ${epochMs(sql`m.since`)} as since
    from memberships m join segments s on s.workspace_id = m.workspace_id and s.id = m.segment_id
    where m.workspace_id = ${workspaceId} and m.person_id = ${personId}
      ${before === null ? sql`` : sql`and (m.since, s.id) < (${before.at}::timestamptz, ${before.id}::bigint)`}
    order by m.since desc, s.id desc limit ${limit + 1}`);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    data: shown.map(({ id, name, since }) => ({ id, name, since: new Date(since) })),
    nextCursor: last === undefined ? null : writeCursor(last.since, last.id),
  };
}

interface Position {
  readonly at: string;
  readonly id: number;
}

function readPosition(cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const [at, id] = readCursor<[number, number]>(cursor, 'number', 'number');
  return { at: formatInstant(Math.min(Math.max(at, -62_135_596_800_000), 253_402_300_799_999)), id };
}

const earlier = (before: Position | null): SQL =>
  before === null
    ? sql``
    : sql`and (e.occurred_at, e.id) < (${before.at}::timestamptz, ${before.id}::bigint)`;
