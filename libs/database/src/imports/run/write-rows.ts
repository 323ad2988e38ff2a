import type { ValueType } from '@satsuma/segment-engine';
import type { Transaction } from '../../client/transaction.ts';
import { trackEvents } from '../../events/index.ts';
import { upsertPersons } from '../../persons/index.ts';
import type { Row } from '../file/read-rows.ts';
import type { ImportError } from '../import-errors.repository.ts';
import type { ImportKind } from '../mapping/import-mapping.ts';
import type { ColumnPlan } from '../rows/column-plan.ts';
import type { ConvertedRow } from '../rows/convert-row.ts';
import { errorsOfItem } from './row-errors.ts';

/** An import that is being run, with everything about its file decided. */
export interface Run {
  readonly workspaceId: number;
  readonly id: number;
  readonly kind: ImportKind;
  /** Name of every event, when no column has it. */
  readonly event: string | undefined;
  readonly plans: readonly ColumnPlan[];
}

/** What became of some rows: people and events by what happened to them, and refused rows. */
export interface Outcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly accepted: number;
  readonly duplicates: number;
  /** Rows; one may have several errors. */
  readonly failed: number;
  readonly errors: readonly ImportError[];
}

interface Good {
  readonly row: Row;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Writes the rows that could be converted, in a transaction of the caller; the others are errors. */
export async function writeRows(
  tx: Transaction,
  run: Run,
  rows: readonly { readonly row: Row; readonly converted: ConvertedRow }[],
  now: Date,
): Promise<Outcome> {
  const errors: ImportError[] = [];
  const good: Good[] = [];
  for (const { row, converted } of rows) {
    if (converted.ok) good.push({ row, input: converted.input });
    else errors.push(...converted.problems.map((problem) => ({ line: row.line, ...problem })));
  }
  const outcome = await (run.kind === 'persons' ? writePersons : writeEvents)(tx, run, good, now);
  return {
    ...outcome,
    failed: outcome.failed + rows.length - good.length,
    errors: [...errors, ...outcome.errors].sort((one, other) => one.line - other.line),
  };
}

async function writePersons(tx: Transaction, run: Run, rows: readonly Good[], now: Date): Promise<Outcome> {
  if (rows.length === 0) return NOTHING;
  const inputs = rows.map(({ input }) => input);
  const outcomes = await upsertPersons(tx, run.workspaceId, inputs, { now, types: typesOf(run) });
  const counts = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  const errors: ImportError[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    counts[outcome.status] += 1;
    const row = rows[index]?.row;
    if (outcome.status === 'failed' && row !== undefined) {
      errors.push(...errorsOfItem(row, outcome.error, run.plans));
    }
  }
  return { ...NOTHING, ...counts, errors };
}

async function writeEvents(tx: Transaction, run: Run, rows: readonly Good[], now: Date): Promise<Outcome> {
  if (rows.length === 0) return NOTHING;
  const inputs = rows.map(({ input }) => input);
  const outcome = await trackEvents(tx, run.workspaceId, inputs, { now, types: typesOf(run) });
  const errors = outcome.failed.flatMap(({ index, error }) => {
    const row = rows[index]?.row;
    return row === undefined ? [] : errorsOfItem(row, error, run.plans);
  });
  const { created, accepted, duplicates, failed } = outcome;
  return { ...NOTHING, created, accepted, duplicates, failed: failed.length, errors };
}

const NOTHING: Outcome = {
  created: 0,
  updated: 0,
  unchanged: 0,
  accepted: 0,
  duplicates: 0,
  failed: 0,
  errors: [],
};

/** Types of names that the catalog does not have yet: those of the mapping, or guessed from the column. */
const typesOf = ({ plans }: Run): ReadonlyMap<string, ValueType> =>
  new Map(plans.flatMap((plan) => ('name' in plan ? [[plan.name, plan.type] as const] : [])));
