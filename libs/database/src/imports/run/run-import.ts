import { and, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../client/client.ts';
import { imports } from '../../schema/index.ts';
import { openHead, type FileHead } from '../file/file-head.ts';
import { readRows, type Row } from '../file/read-rows.ts';
import type { Position } from '../file/record-splitter.ts';
import type { ImportRow } from '../import-record.ts';
import { endImport, isImport } from '../imports.repository.ts';
import { LIMITS } from '../limits.ts';
import { formatOf, type ImportKind, type ImportMapping } from '../mapping/import-mapping.ts';
import { planColumns } from '../rows/column-plan.ts';
import { readImportFile } from '../upload.repository.ts';
import { RunLost, writeBatch } from './write-batch.ts';
import type { Run } from './write-rows.ts';

export interface RunOptions {
  readonly now: () => Date;
  /** Stops between two batches; a later run goes on from there. */
  readonly signal?: AbortSignal;
  /** Told of every batch that landed. */
  readonly onBatch?: (batch: WrittenBatch) => void;
}

export interface WrittenBatch {
  readonly kind: ImportKind;
  /** Rows. */
  readonly written: number;
  readonly refused: number;
}

/** `ended`: by a cancel, or before. `busy`: another process runs it. */
export type RunOutcome = 'done' | 'failed' | 'ended' | 'busy' | 'stopped';

const RUN_LOCK = 7_318_204;

/**
 * Runs an import, or goes on with one whose run died. Safe to call any number of times, from any number of processes.
 * An import that cannot be finished is failed with a sentence that says why; then what the reason was is thrown, unless it is
 * the file itself. When the database is out of reach the import stays as it is.
 */
export async function runImport(
  db: Database,
  workspaceId: number,
  importId: number,
  options: RunOptions,
): Promise<RunOutcome> {
  // The lock goes with its transaction, and that with its process, however the process ends.
  return db.transaction(async (lock) => {
    const [taken] = await lock.execute<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`import ${importId}`}, ${RUN_LOCK})) as taken`,
    );
    if (taken?.taken !== true) return 'busy';
    const row = await startRun(db, workspaceId, importId, options.now());
    return row === null ? 'ended' : go(db, row, options);
  });
}

async function startRun(
  db: Database,
  workspaceId: number,
  importId: number,
  now: Date,
): Promise<ImportRow | null> {
  const [row] = await db
    .update(imports)
    .set({ status: 'running', activeAt: now })
    .where(and(isImport(workspaceId, importId), inArray(imports.status, ['queued', 'running'])))
    .returning();
  return row ?? null;
}

async function go(db: Database, row: ImportRow, options: RunOptions): Promise<RunOutcome> {
  try {
    const prepared = await prepare(db, row);
    if (typeof prepared === 'string') return await end(db, row, options.now(), prepared);
    const stopped = await writeFile(db, row, prepared, options);
    return stopped ? 'stopped' : await end(db, row, options.now(), null);
  } catch (error) {
    if (error instanceof RunLost) return 'ended';
    if (!isOutage(error)) await end(db, row, options.now(), INTERNAL);
    throw error;
  }
}

const INTERNAL = 'The import stopped because of an internal error; the rows before it are in.';

async function end(
  db: Database,
  { workspaceId, id }: ImportRow,
  now: Date,
  failure: string | null,
): Promise<RunOutcome> {
  const status = failure === null ? 'done' : 'failed';
  const ended = await db.transaction((tx) =>
    endImport(tx, workspaceId, id, {
      from: ['running'],
      status,
      ...(failure === null ? {} : { failure }),
      now,
    }),
  );
  return ended ? status : 'ended';
}

interface Prepared {
  readonly run: Run;
  readonly head: FileHead;
}

/** Reads the beginning of the file and settles the mapping; a sentence when the file does not go with it. */
async function prepare(db: Database, row: ImportRow): Promise<Prepared | string> {
  const { workspaceId, id, kind } = row;
  const mapping = row.mapping as ImportMapping;
  let first: Uint8Array = new Uint8Array();
  for await (const piece of readImportFile(db, workspaceId, id, 0)) {
    first = piece;
    break;
  }
  const opened = openHead(first, { ...mapping, format: mapping.format ?? formatOf(row.fileName) });
  if (!opened.ok) return opened.failure;
  const { head } = opened;
  const planned = planColumns(mapping, head, await firstRows(first, head));
  if (!planned.ok) return planned.problems.map(({ message }) => message).join(' ');
  return { head, run: { workspaceId, id, kind, event: mapping.event, plans: planned.plans } };
}

/** Rows of the first piece of the file, whole ones only. */
async function firstRows(first: Uint8Array, head: FileHead): Promise<readonly Row[]> {
  const pieces = (async function* () {
    yield first.subarray(head.start.offset);
  })();
  for await (const rows of readRows(pieces, head, head.start)) {
    if (rows.length > 0) return rows.slice(0, LIMITS.guessRows);
  }
  return [];
}

/** Writes the rows that are not in yet. True when it was stopped before the end. */
async function writeFile(
  db: Database,
  row: ImportRow,
  { run, head }: Prepared,
  { now, signal, onBatch }: RunOptions,
): Promise<boolean> {
  let from: Position = row.bytesDone === 0 ? head.start : { offset: row.bytesDone, line: row.linesDone + 1 };
  let rows: Row[] = [];
  const write = async (to: Position): Promise<void> => {
    const { failed } = await writeBatch(db, run, { rows, from, to }, now());
    onBatch?.({ kind: row.kind, written: rows.length - failed, refused: failed });
    from = to;
    rows = [];
  };
  const file = readImportFile(db, row.workspaceId, row.id, from.offset);
  for await (const piece of readRows(file, head, from)) {
    for (const one of piece) {
      rows.push(one);
      if (rows.length < LIMITS.batchRows && one.next.offset - from.offset < LIMITS.batchBytes) continue;
      if (signal?.aborted === true) return true;
      await write(one.next);
    }
  }
  if (signal?.aborted === true) return true;
  await write({ offset: row.bytesTotal, line: rows.at(-1)?.next.line ?? from.line });
  return false;
}

/** Whether the database was out of reach or short of room: that passes, and the import goes on then. */
function isOutage(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (/^(08|53|57P|58|CONNECT|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT)/.test(code)) return true;
  }
  return false;
}
