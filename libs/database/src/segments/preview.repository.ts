import type { SQL } from 'drizzle-orm';
import {
  checkRule,
  planRule,
  type CheckResult,
  type CheckedRule,
  type GroupPlan,
  type SegmentPlan,
} from '@satsuma/segment-engine';
import { compilePlan, compileRule } from '@satsuma/segment-engine/sql';
import { readCatalog, withKnownValues, type WorkspaceCatalog } from '../catalog/index.ts';
import type { Connection } from '../client/client.ts';
import type { Transactional } from '../client/transaction.ts';
import { readPersons, type PersonRecord } from '../persons/index.ts';
import { bounded, runBounded, StatementTimeout, type Bounds } from './bounded-statement.ts';
import { checkedRule } from './segment-expectations.ts';
import { noSegment, SegmentError } from './segment-error.ts';

/** Longest time for a preview or a comparison in milliseconds. */
const PATIENCE = 20_000;

export interface CheckedInCatalog {
  readonly result: CheckResult;
  readonly catalog: WorkspaceCatalog;
}

/**
 * Checks a rule against the catalog and, when it can be used, the values that are there, so that values nobody has are warned
 * about. Nothing is counted for a rule that cannot be used.
 */
export async function checkInCatalog(
  db: Transactional,
  workspaceId: number,
  rule: unknown,
): Promise<CheckedInCatalog> {
  const catalog = await readCatalog(db, workspaceId);
  const result = checkRule(rule, catalog.catalog);
  if (!result.ok) return { result, catalog };
  const known = await withKnownValues(db, workspaceId, catalog, rule);
  return { result: checkRule(rule, known), catalog };
}

export interface PreviewQuery {
  /** Anything: it is checked here. */
  readonly rule: unknown;
  /** The instant at which the rule is evaluated: over the people of today, and events up to then. */
  readonly now: Date;
  /** How many people to show at most. */
  readonly sampleSize: number;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Preview {
  readonly count: number;
  readonly exact: true;
  /** Every group and condition but the root, each alone over everybody. */
  readonly conditions: readonly { readonly path: string; readonly count: number }[];
  readonly sample: readonly PersonRecord[];
  readonly asOf: Date;
}

/**
 * Who would be in a segment with this rule, without saving anything: one read-only statement with a limit of time.
 * Throws `rule.invalid` with the issues, and `limit.exceeded` when it takes too long.
 */
export async function previewRule(
  connection: Connection,
  workspaceId: number,
  { rule: raw, now, sampleSize, timeoutMs = PATIENCE, signal }: PreviewQuery,
): Promise<Preview> {
  const catalog = await readCatalog(connection.db, workspaceId);
  const rule = checkedRule(raw, catalog, UNNAMED);
  const compiled = compileRule(rule, {
    catalog: catalog.catalog,
    timeZone: catalog.timeZone,
    now: now.getTime(),
    workspaceId,
  });
  const { count, conditions, sample } = await counted(connection, compiled.counts(sampleSize), {
    timeoutMs,
    signal,
  });
  return {
    count,
    exact: true,
    conditions: compiled.paths.map((path, index) => ({ path, count: conditions[index] ?? 0 })),
    sample: await readPersons(connection.db, workspaceId, sample ?? []),
    asOf: now,
  };
}

const UNNAMED = { self: null, above: { ids: [], height: 0 } } as const;

/** A segment by id, or any rule. */
export type Comparand = number | Readonly<Record<string, unknown>>;

export interface Comparison {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
}

export interface CompareQuery {
  readonly a: Comparand;
  readonly b: Comparand;
  readonly now: Date;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How many people meet both of two rules, here and now, and how many only one. Throws like a preview, and `not_found`. */
export async function compareRules(
  connection: Connection,
  workspaceId: number,
  { a, b, now, timeoutMs = PATIENCE, signal }: CompareQuery,
): Promise<Comparison> {
  const catalog = await readCatalog(connection.db, workspaceId);
  const context = { catalog: catalog.catalog, timeZone: catalog.timeZone, now: now.getTime() };
  const side = (comparand: Comparand, path: string): SegmentPlan => ({
    kind: 'segment',
    path,
    segment: 0,
    negated: false,
    plan: planRule(ruleOf(comparand, catalog), context),
  });
  const plan: GroupPlan = { kind: 'group', path: '', match: 'all', children: [side(a, '/a'), side(b, '/b')] };
  const compiled = compilePlan(plan, { workspaceId });
  const counts = await counted(connection, compiled.counts(0), { timeoutMs, signal });
  const [inA = 0, inB = 0] = counts.conditions;
  return { both: counts.count, onlyA: inA - counts.count, onlyB: inB - counts.count };
}

function ruleOf(comparand: Comparand, catalog: WorkspaceCatalog): CheckedRule {
  if (typeof comparand !== 'number') return checkedRule(comparand, catalog, UNNAMED);
  const segment = catalog.catalog.segments.get(comparand);
  if (segment === undefined) throw noSegment(comparand);
  return segment.rule as CheckedRule;
}

interface Counted {
  readonly count: number;
  readonly conditions: readonly number[];
  readonly sample: readonly number[] | null;
}

async function counted(connection: Connection, statement: SQL, bounds: Bounds): Promise<Counted> {
  try {
    const [row] = await bounded(connection, 'read only', bounds, (transaction) =>
      runBounded<Counted>(transaction, statement, bounds),
    );
    if (row === undefined) throw new Error('a count has a row');
    return row;
  } catch (error) {
    if (!(error instanceof StatementTimeout)) throw error;
    throw new SegmentError(
      'limit.exceeded',
      `Counting was stopped after ${Math.round(bounds.timeoutMs / 1000)} s. Ask for less: a shorter time, fewer conditions, or a rarer event.`,
    );
  }
}
