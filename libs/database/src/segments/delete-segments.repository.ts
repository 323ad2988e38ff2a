import { and, eq, inArray } from 'drizzle-orm';
import { recordAudit } from '../access/audit.repository.ts';
import { bumpCatalogVersion, lockCatalog } from '../catalog/index.ts';
import type { Executor } from '../client/client.ts';
import { inTransaction, type Transactional } from '../client/transaction.ts';
import { segmentMentions, segmentRemovals, segments } from '../schema/index.ts';
import type { ChangeContext } from './change-segment.repository.ts';
import { noSegment, type SegmentError } from './segment-error.ts';
import { expectVersion, predefined, rowOf } from './segment-expectations.ts';
import type { SegmentRow } from './segment-record.ts';
import { refusesRemoval, usageOfSegments } from './segment-usage.ts';

/**
 * Deletes a segment. Its memberships are out of sight at once and cleared away by a job.
 * Throws a `SegmentError`, in this order: unknown, version, predefined, in use.
 */
export async function deleteSegment(
  db: Transactional,
  workspaceId: number,
  id: number,
  context: ChangeContext,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockCatalog(tx, workspaceId);
    const row = await rowOf(tx, workspaceId, id);
    expectVersion(row, context);
    const [refusal] = (await refusals(tx, workspaceId, [row])).values();
    if (refusal !== undefined) throw refusal;
    await remove(tx, workspaceId, [row], context);
  });
}

/** Why each of the segments was not deleted; null for those that were. */
export type Removals = ReadonlyMap<number, SegmentError | null>;

/**
 * Deletes those of the segments that can be deleted, looking at them together: a segment and the only one that mentions it
 * may go in one call.
 */
export async function deleteSegments(
  db: Transactional,
  workspaceId: number,
  ids: readonly number[],
  context: ChangeContext,
): Promise<Removals> {
  return inTransaction(db, async (tx) => {
    await lockCatalog(tx, workspaceId);
    const wanted = ids.filter(Number.isSafeInteger);
    const rows = await tx
      .select()
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), inArray(segments.id, wanted)))
      .orderBy(segments.id);
    const refused = await refusals(tx, workspaceId, rows);
    await remove(
      tx,
      workspaceId,
      rows.filter(({ id }) => !refused.has(id)),
      context,
    );
    const known = new Set(rows.map(({ id }) => id));
    return new Map(ids.map((id) => [id, known.has(id) ? (refused.get(id) ?? null) : noSegment(id)] as const));
  });
}

/** Why some of the segments cannot go although the others go. One that stays holds what it mentions, and so on. */
async function refusals(
  tx: Executor,
  workspaceId: number,
  rows: readonly SegmentRow[],
): Promise<ReadonlyMap<number, SegmentError>> {
  const usage = await usageOfSegments(
    tx,
    workspaceId,
    rows.map(({ id }) => id),
  );
  const refused = new Map<number, SegmentError>();
  for (const row of rows) if (row.origin === 'predefined') refused.set(row.id, predefined(row));
  for (let settled = false; !settled;) {
    settled = true;
    const going = new Set(rows.map(({ id }) => id).filter((id) => !refused.has(id)));
    for (const id of going) {
      const used = usage.get(id);
      const refusal = used === undefined ? null : refusesRemoval(used, going);
      if (refusal === null) continue;
      refused.set(id, refusal);
      settled = false;
    }
  }
  return refused;
}

async function remove(
  tx: Executor,
  workspaceId: number,
  rows: readonly SegmentRow[],
  { actor, now }: ChangeContext,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  // A build that is about to swap its people in holds the row: it ends first, or finds the segment gone.
  await tx.delete(segments).where(and(eq(segments.workspaceId, workspaceId), inArray(segments.id, ids)));
  await tx
    .delete(segmentMentions)
    .where(and(eq(segmentMentions.workspaceId, workspaceId), inArray(segmentMentions.segmentId, ids)));
  await tx
    .insert(segmentRemovals)
    .values(ids.map((segmentId) => ({ workspaceId, segmentId, createdAt: now })));
  for (const { id, name } of rows) {
    const change = { action: 'segment.deleted', subject: `segment:${id}`, details: { name } };
    await recordAudit(tx, { workspaceId, actor, ...change, at: now });
  }
  await bumpCatalogVersion(tx, workspaceId);
}
