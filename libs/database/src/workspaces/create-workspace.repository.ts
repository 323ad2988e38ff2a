import { sql } from 'drizzle-orm';
import { checkRule, foldText } from '@satsuma/segment-engine';
import { createApiKey } from '../access/api-keys.repository.ts';
import { recordAudit } from '../access/audit.repository.ts';
import { loadCatalog } from '../catalog/workspace-catalog.ts';
import type { Executor } from '../client/client.ts';
import { inTransaction, type Transactional } from '../client/transaction.ts';
import { segments, workspaces } from '../schema/index.ts';
import { replaceMentions } from '../segments/mentions.repository.ts';
import { PREDEFINED_SEGMENTS } from './predefined-segments.ts';
import { insertStandardCatalog } from './standard-catalog.ts';
import { findFirstWorkspace, type WorkspaceRow } from './workspaces.repository.ts';

export interface NewWorkspace {
  readonly name: string;
  /** IANA name; the caller has checked it. */
  readonly timeZone: string;
  readonly strict: boolean;
}

export interface CreatedWorkspace {
  readonly workspace: WorkspaceRow;
  /** A key of scope `admin`; in this answer only. */
  readonly apiKey: string;
  /** Segments whose first build is to be queued. */
  readonly segmentIds: readonly number[];
}

interface Context {
  /** Such as `instance`. */
  readonly actor: string;
  readonly now: Date;
}

/** Makes a workspace with what every workspace has, and a first key of scope `admin`. */
export async function createWorkspace(
  db: Transactional,
  wanted: NewWorkspace,
  { actor, now }: Context,
): Promise<CreatedWorkspace> {
  return inTransaction(db, async (tx) => {
    const made = await insertWorkspace(tx, wanted, { actor, now });
    const first = { workspaceId: made.workspace.id, name: 'First key', scopes: ['admin'], actor, now };
    const key = await createApiKey(tx, first, 1);
    if (key === null) throw new Error('A new workspace had a key already.');
    return { ...made, apiKey: key.key };
  });
}

/** What every workspace has: standard attributes, `app_launched`, the predefined segments. */
async function insertWorkspace(
  tx: Executor,
  wanted: NewWorkspace,
  { actor, now }: Context,
): Promise<Omit<CreatedWorkspace, 'apiKey'>> {
  const [row] = await tx
    .insert(workspaces)
    .values({ ...wanted, createdAt: now })
    .returning();
  if (row === undefined) throw new Error('The new workspace was not returned.');
  const { catalogVersion: _, ...workspace } = row;
  await insertStandardCatalog(tx, workspace.id);
  const segmentIds = await insertPredefinedSegments(tx, workspace.id, now);
  await recordAudit(tx, {
    workspaceId: workspace.id,
    actor,
    action: 'workspace.created',
    subject: `workspace:${workspace.id}`,
    details: { ...wanted },
    at: now,
  });
  return { workspace, segmentIds };
}

const FIRST_WORKSPACE_LOCK = 7_318_204;

/** The first workspace of the instance, made without a key when there is none. Safe when several processes start at once. */
export async function ensureFirstWorkspace(
  db: Transactional,
  wanted: NewWorkspace,
  { now }: { readonly now: Date },
): Promise<WorkspaceRow> {
  return inTransaction(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_WORKSPACE_LOCK})`);
    const first = await findFirstWorkspace(tx);
    if (first !== null) return first;
    return (await insertWorkspace(tx, wanted, { actor: 'instance', now })).workspace;
  });
}

async function insertPredefinedSegments(tx: Executor, workspaceId: number, now: Date): Promise<number[]> {
  const catalog = await loadCatalog(tx, workspaceId);
  const ids: number[] = [];
  for (const { name, description, rule: written } of PREDEFINED_SEGMENTS) {
    const checked = checkRule(written, catalog.catalog);
    if (!checked.ok) throw new Error(`The rule of “${name}” does not pass the check.`);
    const [row] = await tx
      .insert(segments)
      .values({
        workspaceId,
        name,
        nameFolded: foldText(name),
        description,
        rule: checked.rule,
        origin: 'predefined',
        status: 'building',
        createdAt: now,
        updatedAt: now,
      })
      .returning({ id: segments.id });
    if (row === undefined) throw new Error('The new segment was not returned.');
    await replaceMentions(tx, row.id, checked.rule, catalog);
    ids.push(row.id);
  }
  return ids;
}
