import { sql } from 'drizzle-orm';
import { bumpCatalogVersion } from '../catalog/workspace-catalog.ts';
import { inTransaction, type Transactional } from '../client/transaction.ts';
import { removeMemberships } from '../segments/membership-removal.repository.ts';
import { lockPeople } from './identity.repository.ts';
import { identifierOf, type PersonReference } from './reference.ts';

/**
 * Deletes a person with everything that is known: facts, identifiers, old ids, events, memberships, and kept replies that
 * speak of the person. Keys of events stay, as hashes, so that a retry does not bring the person back.
 * False when there is no such person.
 */
export async function deletePerson(
  db: Transactional,
  workspaceId: number,
  reference: PersonReference,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { ids } =
      'id' in reference
        ? await lockPeople(tx, workspaceId, [], [reference.id])
        : await lockPeople(tx, workspaceId, [identifierOf(reference)]);
    const [id] = ids;
    if (id === undefined) return false;
    // Counts and suggestions of values that are kept in memory are of a version of the catalog.
    await bumpCatalogVersion(tx, workspaceId);
    await removeMemberships(tx, workspaceId, [id]);
    const own = sql`workspace_id = ${workspaceId} and person_id = ${id}`;
    await tx.execute(sql`
      with old_ids as (
        delete from person_aliases where ${own} returning id
      ), person as (
        delete from persons where workspace_id = ${workspaceId} and id = ${id}
      ), facts as (
        delete from person_facts where ${own}
      ), identifiers as (
        delete from person_identifiers where ${own}
      ), history as (
        delete from events where ${own}
      )
      delete from idempotency_keys where workspace_id = ${workspaceId}
        and person_ids && (select array_agg(id) || ${id}::bigint from old_ids)`);
    return true;
  });
}
