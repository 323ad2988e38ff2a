import { sql } from 'drizzle-orm';
import { readCatalog, type WorkspaceCatalog } from '../../catalog/index.ts';
import type { Database, Executor } from '../../client/client.ts';
import { inTransaction } from '../../client/transaction.ts';
import { imports } from '../../schema/index.ts';
import type { Row } from '../file/read-rows.ts';
import type { Position } from '../file/record-splitter.ts';
import { addImportErrors } from '../import-errors.repository.ts';
import { isImport } from '../imports.repository.ts';
import { LIMITS } from '../limits.ts';
import { eventOf, personOf, type ConvertedRow } from '../rows/convert-row.ts';
import { writeRows, type Outcome, type Run } from './write-rows.ts';

/** Thrown when the import is not where this run left it: it was ended, or another process goes on with it. */
export class RunLost extends Error {
  override readonly name = 'RunLost';
}

export interface Batch {
  readonly rows: readonly Row[];
  /** Where the rows begin in the file, which is where the import must stand, and where they end. */
  readonly from: Position;
  readonly to: Position;
}

/**
 * Writes rows together with the place in the file where they end, all or nothing: a run that dies goes on behind the last
 * batch that landed, and no row lands twice. Throws `RunLost`.
 */
export async function writeBatch(db: Database, run: Run, batch: Batch, now: Date): Promise<Outcome> {
  const catalog = await readCatalog(db, run.workspaceId);
  const rows = batch.rows.map((row) => ({ row, converted: convert(row, run, catalog) }));
  return inTransaction(db, async (tx) => {
    const { failed } = await lockImport(tx, run, batch.from);
    const outcome = await writeRows(tx, run, rows, now);
    if (failed < LIMITS.errorLines) await addImportErrors(tx, run.workspaceId, run.id, outcome.errors);
    await advance(tx, run, outcome, batch, now);
    return outcome;
  });
}

function convert(row: Row, { kind, plans, event }: Run, { catalog }: WorkspaceCatalog): ConvertedRow {
  if (kind === 'persons') return personOf(row, plans, (name) => catalog.attributes.get(name)?.type);
  return eventOf(row, plans, event, (of) => (name) => catalog.events.get(of)?.properties.get(name)?.type);
}

/** Locks the row, so that a cancel and another run wait for this batch, or are seen by it. */
async function lockImport(
  tx: Executor,
  { workspaceId, id }: Run,
  { offset }: Position,
): Promise<{ readonly failed: number }> {
  const [row] = await tx
    .select({ status: imports.status, bytesDone: imports.bytesDone, failed: imports.failed })
    .from(imports)
    .where(isImport(workspaceId, id))
    .for('update');
  // Nothing is done yet where the file begins, be it with a header or without.
  const isHere = row !== undefined && (row.bytesDone === 0 || row.bytesDone === offset);
  if (row?.status !== 'running' || !isHere) throw new RunLost('The import was ended, or is run elsewhere.');
  return row;
}

async function advance(
  tx: Executor,
  { workspaceId, id }: Run,
  outcome: Outcome,
  { rows, to }: Batch,
  now: Date,
): Promise<void> {
  const more = (column: keyof typeof imports.$inferSelect, count: number) =>
    sql`${imports[column]} + ${count}::int`;
  await tx
    .update(imports)
    .set({
      bytesDone: to.offset,
      linesDone: to.line - 1,
      rowsDone: more('rowsDone', rows.length),
      created: more('created', outcome.created),
      updated: more('updated', outcome.updated),
      unchanged: more('unchanged', outcome.unchanged),
      accepted: more('accepted', outcome.accepted),
      duplicates: more('duplicates', outcome.duplicates),
      failed: more('failed', outcome.failed),
      activeAt: now,
    })
    .where(isImport(workspaceId, id));
}
