import { eq, getTableColumns, is, notExists, sql, type Column } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { freezeCatalog } from '../catalog/catalog-lock.ts';
import type { Executor } from '../client/client.ts';
import { inTransaction, type Transactional } from '../client/transaction.ts';
import * as schema from '../schema/index.ts';

/** Tables of the workspaces' data, each with the column that says whose a row is. */
const TABLES: readonly { readonly table: PgTable; readonly workspaceId: Column }[] = (
  Object.values(schema) as unknown[]
)
  .filter((value): value is PgTable => is(value, PgTable))
  .flatMap((table) => {
    const { workspaceId } = getTableColumns(table) as Record<string, Column | undefined>;
    return workspaceId === undefined ? [] : [{ table, workspaceId }];
  });

/**
 * Deletes a workspace with everything in it, and the accounts that were members of it alone. False when there is no such
 * workspace.
 */
export async function deleteWorkspace(db: Transactional, id: number): Promise<boolean> {
  const found = await inTransaction(db, async (tx) => {
    // Whoever is writing data of it finishes first. They hold the catalog before they touch any row: the other order would deadlock.
    await freezeCatalog(tx, id);
    const rows = await tx.execute(sql`select 1 from workspaces where id = ${id} for update`);
    if (rows.length === 0) return false;
    await deleteRows(tx, id);
    await tx.delete(schema.workspaces).where(eq(schema.workspaces.id, id));
    await deleteLonelyAccounts(tx);
    return true;
  });
  // What was on its way in when the workspace went.
  if (found) await deleteRows(db, id);
  return found;
}

async function deleteRows(tx: Executor, id: number): Promise<void> {
  for (const { table, workspaceId } of TABLES) await tx.delete(table).where(eq(workspaceId, id));
}

async function deleteLonelyAccounts(tx: Executor): Promise<void> {
  const { accounts, members } = schema;
  const memberships = tx
    .select({ one: sql`1` })
    .from(members)
    .where(eq(members.accountId, accounts.id));
  await tx.delete(accounts).where(notExists(memberships));
}
