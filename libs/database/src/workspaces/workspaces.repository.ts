import { asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import { recordAudit } from '../access/audit.repository.ts';
import { bumpCatalogVersion } from '../catalog/workspace-catalog.ts';
import type { Executor } from '../client/client.ts';
import { inTransaction, type Transactional } from '../client/transaction.ts';
import { segments, workspaces } from '../schema/index.ts';
import { rebuildSegments } from '../segments/change-segment.repository.ts';

export type WorkspaceRow = Omit<typeof workspaces.$inferSelect, 'catalogVersion'>;

export interface WorkspaceChange {
  readonly name?: string;
  readonly timeZone?: string;
  readonly strict?: boolean;
}

const { catalogVersion: _, ...columns } = getTableColumns(workspaces);

export async function readWorkspace(db: Executor, id: number): Promise<WorkspaceRow | null> {
  const [row] = await db.select(columns).from(workspaces).where(eq(workspaces.id, id));
  return row ?? null;
}

/** The workspace that was made first of those that are there; the instance key works in it. */
export async function findFirstWorkspace(db: Executor): Promise<WorkspaceRow | null> {
  const [row] = await db.select(columns).from(workspaces).orderBy(asc(workspaces.id)).limit(1);
  return row ?? null;
}

/** Workspaces of the instance in the order they were made, from the one after `after`. */
export async function listWorkspaces(
  db: Executor,
  { limit, after }: { readonly limit: number; readonly after: number | null },
): Promise<WorkspaceRow[]> {
  return db
    .select(columns)
    .from(workspaces)
    .where(gt(workspaces.id, after ?? 0))
    .orderBy(asc(workspaces.id))
    .limit(limit);
}

/**
 * Changes settings. Another time zone moves the edges of days in every rule, so all segments are built anew: their ids are
 * returned for the queue. Null when there is no such workspace.
 */
export async function updateWorkspace(
  db: Transactional,
  id: number,
  change: WorkspaceChange,
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<{ readonly workspace: WorkspaceRow; readonly segmentIds: readonly number[] } | null> {
  return inTransaction(db, async (tx) => {
    await tx.execute(sql`select 1 from workspaces where id = ${id} for no key update`);
    const before = await readWorkspace(tx, id);
    if (before === null) return null;
    const next = { ...before, ...change };
    const same =
      next.name === before.name && next.timeZone === before.timeZone && next.strict === before.strict;
    if (same) return { workspace: before, segmentIds: [] };
    const { name, timeZone, strict } = next;
    await tx.update(workspaces).set({ name, timeZone, strict }).where(eq(workspaces.id, id));
    await bumpCatalogVersion(tx, id);
    const segmentIds = timeZone === before.timeZone ? [] : await rebuildAll(tx, id);
    await recordAudit(tx, {
      workspaceId: id,
      actor,
      action: 'workspace.updated',
      subject: `workspace:${id}`,
      details: {
        before: { name: before.name, timeZone: before.timeZone, strict: before.strict },
        after: { name, timeZone, strict },
      },
      at: now,
    });
    return { workspace: next, segmentIds };
  });
}

async function rebuildAll(tx: Executor, workspaceId: number): Promise<number[]> {
  const rows = await tx
    .select({ id: segments.id })
    .from(segments)
    .where(eq(segments.workspaceId, workspaceId))
    .orderBy(asc(segments.id));
  const ids = rows.map(({ id }) => id);
  await rebuildSegments(tx, workspaceId, ids);
  return ids;
}
