import { sql, type SQL } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';

const CATALOG_LOCK = 731_820;

/**
 * Keeps attributes and events from being deleted while a transaction writes values of them. Writers do not wait for one another.
 */
export async function holdCatalog(tx: Executor, workspaceId: number): Promise<void> {
  await tx.execute(holdingCatalog(workspaceId));
}

/** The same as a statement, to go along with another. */
export const holdingCatalog = (workspaceId: number): SQL =>
  sql`select pg_advisory_xact_lock_shared(${CATALOG_LOCK}, ${workspaceId})`;

/** Waits for everybody who holds the catalog. Belongs before the deletion of an attribute or event. */
export async function freezeCatalog(tx: Executor, workspaceId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CATALOG_LOCK}, ${workspaceId})`);
}
