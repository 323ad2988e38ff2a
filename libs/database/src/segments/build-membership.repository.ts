import { and, eq, ne, sql, type SQL } from 'drizzle-orm';
import { compileRule } from '@satsuma/segment-engine/sql';
import { readCatalog } from '../catalog/index.ts';
import type { Connection } from '../client/client.ts';
import { segments } from '../schema/index.ts';
import {
  bounded,
  runBounded,
  StatementTimeout,
  type Bounds,
  type BoundedTransaction,
} from './bounded-statement.ts';
import { shareMemberships } from './membership-lock.ts';
import type { SegmentRow } from './segment-record.ts';

/** Longest time for one step of a build in milliseconds. */
const PATIENCE = 600_000;

/** Finding the people, and swapping them in. */
const STEPS = 2;

/**
 * `built`: the people of the newest rule are in. `current`: they were in already. `superseded`: the rule changed meanwhile, so
 * nothing was changed and another build is due. `busy`: another process builds it. `gone`: there is no such segment.
 */
export type BuildOutcome = 'built' | 'current' | 'superseded' | 'busy' | 'gone';

export interface BuildOptions {
  /** The instant at which the rule is evaluated; who enters has been in since then. */
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Brings the memberships of a segment in line with its rule. The people are found aside while the old ones go on being served;
 * then the difference lands in one transaction, so that a process killed at any moment leaves the old membership or the new one.
 * Who stays in keeps `since`. A failure is written into the segment's row, in words, before it is thrown; a build that
 * is stopped by its signal leaves the row `building`.
 */
export async function buildMembership(
  connection: Connection,
  workspaceId: number,
  segmentId: number,
  { now, signal, timeoutMs = PATIENCE, onProgress = () => undefined }: BuildOptions,
): Promise<BuildOutcome> {
  // The row before the catalog: a catalog that is newer than the row belongs to another generation, which is noticed at the swap.
  const [row] = await connection.db
    .select()
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
  if (row === undefined) return 'gone';
  if (row.status === 'ready') return 'current';
  const build: Build = { connection, row, now, bounds: { timeoutMs, signal }, onProgress };
  try {
    await noteStart(build);
    return await run(build, await membersSql(build));
  } catch (error) {
    signal?.throwIfAborted();
    await noteFailure(build, error);
    throw error;
  }
}

interface Build {
  readonly connection: Connection;
  readonly row: SegmentRow;
  readonly now: Date;
  readonly bounds: Bounds;
  readonly onProgress: (done: number, total: number) => void;
}

async function membersSql({ connection, row, now }: Build): Promise<SQL> {
  const { catalog, timeZone } = await readCatalog(connection.db, row.workspaceId);
  const { workspaceId, rule } = row;
  return compileRule(rule, { catalog, timeZone, now: now.getTime(), workspaceId }).members();
}

async function run(build: Build, members: SQL): Promise<BuildOutcome> {
  const { connection, row, bounds } = build;
  return bounded(connection, 'read write', bounds, async (transaction) => {
    const statement = <R extends object>(text: SQL): Promise<R[]> => runBounded<R>(transaction, text, bounds);
    const [lock] = await statement<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`segment-build:${row.id}`}, 0)) as taken`,
    );
    if (lock?.taken !== true) return 'busy';
    await statement(sql`create temp table segment_build (person_id bigint not null) on commit drop`);
    await statement(sql`insert into segment_build (person_id) ${members}`);
    await statement(sql`analyze segment_build`);
    noteProgress(build, 1);
    return swap(build, transaction);
  });
}

async function swap(
  { row, now, bounds, onProgress }: Build,
  transaction: BoundedTransaction,
): Promise<BuildOutcome> {
  const statement = <R extends object>(text: SQL): Promise<R[]> => runBounded<R>(transaction, text, bounds);
  const { workspaceId, id } = row;
  await statement(shareMemberships(workspaceId));
  const [current] = await statement<{ generation: number; status: string }>(
    sql`select build_generation as generation, status from segments where workspace_id = ${workspaceId} and id = ${id} for no key update`,
  );
  if (current === undefined) return 'gone';
  if (current.generation !== row.buildGeneration) return 'superseded';
  if (current.status === 'ready') return 'current';
  await statement(sql`
    delete from memberships m where m.workspace_id = ${workspaceId} and m.segment_id = ${id}
      and not exists (select from segment_build b where b.person_id = m.person_id)`);
  await statement(sql`
    insert into memberships (workspace_id, segment_id, person_id, since)
    select ${workspaceId}::int, ${id}::bigint, b.person_id, ${now.toISOString()}::timestamptz
    from segment_build b join persons p on p.workspace_id = ${workspaceId} and p.id = b.person_id
    where not exists (
      select from memberships m
      where m.workspace_id = ${workspaceId} and m.segment_id = ${id} and m.person_id = b.person_id)
    order by b.person_id`);
  await statement(sql`
    update segments set status = 'ready', failure = null, built_rule_version = rule_version, build_done = ${STEPS}, build_total = ${STEPS},
      size = (select count(*) from memberships m where m.workspace_id = ${workspaceId} and m.segment_id = ${id})
    where workspace_id = ${workspaceId} and id = ${id}`);
  onProgress(STEPS, STEPS);
  return 'built';
}

async function noteStart({ connection, row, onProgress }: Build): Promise<void> {
  await connection.db
    .update(segments)
    .set({ status: 'building', failure: null, buildDone: 0, buildTotal: STEPS })
    .where(and(thisGeneration(row), ne(segments.status, 'ready')));
  onProgress(0, STEPS);
}

/** Says how far a build is, beside its transaction so that others see it. Nobody waits for it: a build never needs a second connection. */
function noteProgress({ connection, row, onProgress }: Build, done: number): void {
  onProgress(done, STEPS);
  connection.db
    .update(segments)
    .set({ buildDone: done })
    .where(and(thisGeneration(row), eq(segments.status, 'building')))
    .catch(() => undefined);
}

async function noteFailure({ connection, row, bounds }: Build, error: unknown): Promise<void> {
  const failure =
    error instanceof StatementTimeout
      ? `Finding its people took longer than ${Math.round(bounds.timeoutMs / 1000)} s and was stopped. Ask for less: a shorter time, fewer conditions, or a rarer event.`
      : 'Its people could not be found because something went wrong inside. It is tried again by itself.';
  await connection.db.update(segments).set({ status: 'failed', failure }).where(thisGeneration(row));
}

const thisGeneration = ({ workspaceId, id, buildGeneration }: SegmentRow) =>
  and(
    eq(segments.workspaceId, workspaceId),
    eq(segments.id, id),
    eq(segments.buildGeneration, buildGeneration),
  );
