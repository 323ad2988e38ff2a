import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { foldText, type CheckedRule } from '@satsuma/segment-engine';
import { recordAudit } from '../access/audit.repository.ts';
import { bumpCatalogVersion, lockCatalog, type WorkspaceCatalog } from '../catalog/index.ts';
import type { Executor } from '../client/client.ts';
import { inTransaction, type Transactional } from '../client/transaction.ts';
import { segments } from '../schema/index.ts';
import { replaceMentions, segmentsAbove } from './mentions.repository.ts';
import {
  checkedRule,
  expectChangeable,
  expectFreeName,
  expectName,
  expectRoom,
  expectVersion,
  rowOf,
  takenNames,
} from './segment-expectations.ts';
import { noSegment } from './segment-error.ts';
import { nameOfCopy } from './segment-names.ts';
import { segmentRecords, type SegmentRecord, type SegmentRow } from './segment-record.ts';

export interface SegmentContent {
  /** 1–120 code points. */
  readonly name: string;
  /** At most 1,000 code points. */
  readonly description: string;
  /** Anything: it is checked here, against the catalog that the change is made under. */
  readonly rule: unknown;
}

export interface ChangeContext {
  /** Such as `account:3`, `key:12` or `instance`. */
  readonly actor: string;
  readonly now: Date;
  /** The version that the change was made on; null: whatever is there. */
  readonly ifMatch?: number | null;
}

export interface SegmentChange {
  readonly segment: SegmentRecord;
  /** Segments whose people must be found again, the changed one first. Each of these rows says `building`. */
  readonly rebuild: readonly number[];
}

/** Makes a segment whose people are yet to be found. Throws a `SegmentError` when name, rule or number of segments do not fit. */
export async function createSegment(
  db: Transactional,
  workspaceId: number,
  content: SegmentContent,
  context: ChangeContext,
): Promise<SegmentChange> {
  return inTransaction(db, async (tx) => {
    const catalog = await lockCatalog(tx, workspaceId);
    return insertSegment(tx, workspaceId, content, { ...context, catalog });
  });
}

/** Copies description and rule under the given name, or “Name (copy)”, “Name (copy 2)” … */
export async function duplicateSegment(
  db: Transactional,
  workspaceId: number,
  id: number,
  { name, ...context }: ChangeContext & { readonly name?: string | undefined },
): Promise<SegmentChange> {
  return inTransaction(db, async (tx) => {
    const catalog = await lockCatalog(tx, workspaceId);
    const source = await rowOf(tx, workspaceId, id);
    const copy = name ?? nameOfCopy(source.name, await takenNames(tx, workspaceId));
    const { description, rule } = source;
    return insertSegment(
      tx,
      workspaceId,
      { name: copy, description, rule },
      { ...context, catalog, copyOf: id },
    );
  });
}

/**
 * Changes any of name, description and rule. What equals what is there is no change; without any there is no new version.
 * A new rule makes the segment and all that mention it `building`; their people stay until the new ones are found.
 * Throws a `SegmentError`, in this order: unknown, rule, version, predefined, in use, name.
 */
export async function updateSegment(
  db: Transactional,
  workspaceId: number,
  id: number,
  change: Partial<SegmentContent>,
  context: ChangeContext,
): Promise<SegmentChange> {
  return inTransaction(db, async (tx) => {
    const catalog = await lockCatalog(tx, workspaceId);
    const row = await rowOf(tx, workspaceId, id);
    if (change.name !== undefined) expectName(change.name);
    const above = await segmentsAbove(tx, workspaceId, id);
    const rule = 'rule' in change ? checkedRule(change.rule, catalog, { self: id, above }) : row.rule;
    expectVersion(row, context);
    if (Object.keys(change).length > 0) await expectChangeable(tx, row);
    const { name = row.name, description = row.description } = change;
    const newRule = !isDeepStrictEqual(rule, row.rule);
    if (!newRule && name === row.name && description === row.description) {
      return { segment: await recordOf(tx, row, catalog), rebuild: [] };
    }
    await expectFreeName(tx, workspaceId, name, id);
    const written = await writeChange(tx, row, { name, description, rule }, { ...context, newRule });
    if (newRule) await replaceMentions(tx, id, rule, catalog);
    const rebuild = newRule ? [id, ...above.ids] : [];
    await rebuildSegments(tx, workspaceId, rebuild);
    const changed = [
      ...(name === row.name ? [] : ['name']),
      ...(description === row.description ? [] : ['description']),
      ...(newRule ? ['rule'] : []),
    ];
    const { version, ruleVersion } = written;
    await audit(tx, written, context, 'segment.updated', { changed, version, ruleVersion });
    await bumpCatalogVersion(tx, workspaceId);
    const segment = newRule ? { ...written, ...UNBUILT } : written;
    return { segment: await recordOf(tx, segment, catalog), rebuild };
  });
}

const UNBUILT = { status: 'building', failure: null, buildDone: 0, buildTotal: 0 } as const;

/**
 * Says that the people of segments must be found again: after a new rule, and after whatever else changes what rules mean, such
 * as another time zone. Builds under way become out of date. The caller wakes the builders once the transaction is committed.
 */
export async function rebuildSegments(
  tx: Executor,
  workspaceId: number,
  segmentIds: readonly number[],
): Promise<void> {
  if (segmentIds.length === 0) return;
  // In the order of ids, like everybody who takes several of these rows, so that nobody waits in a circle.
  const those = and(eq(segments.workspaceId, workspaceId), inArray(segments.id, [...segmentIds]));
  await tx.select({ id: segments.id }).from(segments).where(those).orderBy(segments.id).for('no key update');
  await tx
    .update(segments)
    .set({ ...UNBUILT, buildGeneration: sql`${segments.buildGeneration} + 1` })
    .where(those);
}

interface Insertion extends ChangeContext {
  readonly catalog: WorkspaceCatalog;
  readonly copyOf?: number;
}

async function insertSegment(
  tx: Executor,
  workspaceId: number,
  { name, description, rule: raw }: SegmentContent,
  { catalog, actor, now, copyOf }: Insertion,
): Promise<SegmentChange> {
  expectName(name);
  const rule = checkedRule(raw, catalog, { self: null, above: { ids: [], height: 0 } });
  await expectRoom(tx, workspaceId);
  await expectFreeName(tx, workspaceId, name, null);
  const [row] = await tx
    .insert(segments)
    .values({
      workspaceId,
      name,
      nameFolded: foldText(name),
      description,
      rule,
      origin: 'user',
      status: 'building',
      createdAt: now,
      updatedAt: now,
      createdBy: actor,
      updatedBy: actor,
    })
    .returning();
  if (row === undefined) throw new Error('the new segment was not returned');
  await replaceMentions(tx, row.id, rule, catalog);
  await audit(tx, row, { actor, now }, 'segment.created', copyOf === undefined ? {} : { copyOf });
  const segment = await recordOf(tx, row, catalog);
  await bumpCatalogVersion(tx, workspaceId);
  return { segment, rebuild: [row.id] };
}

async function writeChange(
  tx: Executor,
  row: SegmentRow,
  { name, description, rule }: { name: string; description: string; rule: CheckedRule },
  { actor, now, newRule }: ChangeContext & { readonly newRule: boolean },
): Promise<SegmentRow> {
  const [written] = await tx
    .update(segments)
    .set({
      name,
      nameFolded: foldText(name),
      description,
      rule,
      version: row.version + 1,
      ruleVersion: row.ruleVersion + (newRule ? 1 : 0),
      updatedAt: now,
      updatedBy: actor,
    })
    .where(and(eq(segments.workspaceId, row.workspaceId), eq(segments.id, row.id)))
    .returning();
  if (written === undefined) throw noSegment(row.id);
  return written;
}

async function recordOf(
  tx: Executor,
  row: SegmentRow,
  { catalog, timeZone }: WorkspaceCatalog,
): Promise<SegmentRecord> {
  const [record] = await segmentRecords(tx, [row], { catalog, timeZone });
  if (record === undefined) throw new Error('a row has a record');
  return record;
}

async function audit(
  tx: Executor,
  { workspaceId, id, name }: SegmentRow,
  { actor, now }: ChangeContext,
  action: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await recordAudit(tx, {
    workspaceId,
    actor,
    action,
    subject: `segment:${id}`,
    details: { name, ...details },
    at: now,
  });
}
