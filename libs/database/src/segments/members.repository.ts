import { sql, type SQL } from 'drizzle-orm';
import { readCatalog } from '../catalog/index.ts';
import type { Executor } from '../client/client.ts';
import { readPersons, searchPattern, type PersonRecord } from '../persons/index.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { csvHeader, csvRow } from './members-csv.ts';
import { rowOf } from './segment-expectations.ts';

/** A person in a segment. */
export type MemberRecord = PersonRecord & { readonly since: Date };

export interface MemberQuery {
  readonly limit: number;
  /** Where the page before ended, as it was handed out. */
  readonly cursor?: string | undefined;
  /** Any part of a name, an e-mail, a phone or an external id. */
  readonly search?: string | undefined;
}

export interface MemberPage {
  readonly data: MemberRecord[];
  readonly nextCursor: string | null;
  /** How many there are on all pages. */
  readonly total: number;
}

/** Members of a segment, newest first; while a build is under way, the ones of before. Throws `not_found`, `request.invalid` for a cursor. */
export async function listMembers(
  db: Executor,
  workspaceId: number,
  segmentId: number,
  { limit, cursor, search }: MemberQuery,
): Promise<MemberPage> {
  const segment = await rowOf(db, workspaceId, segmentId);
  const pattern = search === undefined ? null : searchPattern(search);
  const source = membersOf(workspaceId, segmentId, pattern);
  const after = cursor === undefined ? null : placeOf(decodeCursor(cursor, 'since', ['instant', 'number']));
  const [rows, total] = await Promise.all([
    membersAfter(db, source, after, limit + 1),
    pattern === null ? segment.size : countOf(db, source),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: await withPersons(db, workspaceId, page),
    nextCursor: last === undefined ? null : encodeCursor('since', [last.since.toISOString(), last.personId]),
    total,
  };
}

/** Members written to CSV at a time: what an export holds in memory. */
const AT_ONCE = 1000;

/**
 * Members of a segment as CSV, newest first, in pieces. It reads on only when it is asked for the next piece, and holds no
 * connection while it waits, so that slow readers keep nobody from the database. Throws `not_found` before the first piece.
 */
export async function streamMembers(
  db: Executor,
  workspaceId: number,
  segmentId: number,
): Promise<AsyncGenerator<string, void>> {
  await rowOf(db, workspaceId, segmentId);
  const { attributes } = await readCatalog(db, workspaceId);
  return pieces();

  async function* pieces(): AsyncGenerator<string, void> {
    yield csvHeader(attributes);
    const source = membersOf(workspaceId, segmentId, null);
    for (let after: Membership | null = null; ;) {
      const rows: Membership[] = await membersAfter(db, source, after, AT_ONCE);
      const members = await withPersons(db, workspaceId, rows);
      if (members.length > 0) yield members.map((member) => csvRow(member, attributes)).join('');
      after = rows.at(-1) ?? null;
      if (rows.length < AT_ONCE || after === null) return;
    }
  }
}

interface Membership {
  readonly personId: number;
  readonly since: Date;
}

function membersOf(workspaceId: number, segmentId: number, pattern: string | null): SQL {
  const found =
    pattern === null
      ? sql``
      : sql` join person_facts f on f.workspace_id = m.workspace_id and f.person_id = m.person_id and f.search like ${pattern}`;
  return sql`from memberships m${found} where m.workspace_id = ${workspaceId} and m.segment_id = ${segmentId}`;
}

async function membersAfter(
  db: Executor,
  source: SQL,
  after: Membership | null,
  limit: number,
): Promise<Membership[]> {
  const further =
    after === null
      ? sql``
      : sql` and (m.since, m.person_id) < (${after.since.toISOString()}::timestamptz, ${after.personId}::bigint)`;
  const rows = await db.execute<{ person_id: number; since: string }>(
    sql`select m.person_id, m.since ${source}${further} order by m.since desc, m.person_id desc limit ${limit}`,
  );
  return rows.map((row) => ({ personId: row.person_id, since: new Date(row.since) }));
}

async function countOf(db: Executor, source: SQL): Promise<number> {
  const [row] = await db.execute<{ total: number }>(sql`select count(*) as total ${source}`);
  return row?.total ?? 0;
}

const placeOf = ([since, personId]: readonly (string | number)[]): Membership => ({
  personId: Number(personId),
  since: new Date(String(since)),
});

async function withPersons(
  db: Executor,
  workspaceId: number,
  rows: readonly Membership[],
): Promise<MemberRecord[]> {
  const since = new Map(rows.map((row) => [row.personId, row.since]));
  const persons = await readPersons(
    db,
    workspaceId,
    rows.map(({ personId }) => personId),
  );
  return persons.map((person) => ({ ...person, since: since.get(person.id) ?? new Date(0) }));
}
