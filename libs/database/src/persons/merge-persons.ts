import { sql } from 'drizzle-orm';
import { holdCatalog } from '../catalog/catalog-lock.ts';
import { Refusal } from '../catalog/refusal.ts';
import { loadCatalog, type WorkspaceCatalog } from '../catalog/workspace-catalog.ts';
import { LostRace, inTransaction, type Transaction, type Transactional } from '../client/transaction.ts';
import { DATA_LIMITS } from '../catalog/limits.ts';
import { removeMemberships } from '../segments/membership-removal.repository.ts';
import { settleMemberships } from '../segments/settle-memberships.repository.ts';
import { loadStates, lockPeople } from './identity.repository.ts';
import { keyOf, type Identifier } from './identifiers.ts';
import { Edit, listOf, ownIdentifiers, type PersonState } from './person-state.ts';
import { identifierOf, type PersonReference } from './reference.ts';
import { searchText } from './search-text.ts';
import { nameKeys } from './write-people.ts';

/**
 * Merges one person into another, who survives: events, tags, identifiers and attributes that the survivor lacks move over,
 * the old id and external id go on leading to the survivor. Merging what is merged changes nothing.
 * Returns the id of the survivor. Throws `not_found` without one of them, `limit.exceeded` when the survivor would have too much.
 */
export async function mergePersons(
  db: Transactional,
  workspaceId: number,
  from: PersonReference,
  into: PersonReference,
  { now }: { readonly now: Date },
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await holdCatalog(tx, workspaceId);
    const [fromId, intoId] = await lockBoth(tx, workspaceId, from, into);
    if (fromId === intoId) return intoId;
    const catalog = await loadCatalog(tx, workspaceId);
    const states = await loadStates(tx, workspaceId, [fromId, intoId], []);
    const [lost, survivor] = [states.get(fromId), states.get(intoId)];
    if (lost === undefined || survivor === undefined) throw new LostRace('a person went away');
    const merged = mergeStates(survivor, lost, catalog);
    await removeMemberships(tx, workspaceId, [fromId]);
    await moveFacts(tx, catalog, merged, fromId, now);
    await moveIdentifiers(tx, workspaceId, merged, fromId);
    await moveHistory(tx, workspaceId, intoId, fromId);
    await settleMemberships(tx, workspaceId, intoId, now);
    return intoId;
  });
}

async function lockBoth(
  tx: Transaction,
  workspaceId: number,
  from: PersonReference,
  into: PersonReference,
): Promise<readonly [from: number, into: number]> {
  const identifiers = [from, into].flatMap((one) => ('id' in one ? [] : [identifierOf(one)]));
  const ids = [from, into].flatMap((one) => ('id' in one ? [one.id] : []));
  const { byId, pointers } = await lockPeople(tx, workspaceId, identifiers, ids);
  const idOf = (reference: PersonReference, field: string): number => {
    const id =
      'id' in reference
        ? byId.get(reference.id)
        : pointers.find(({ key }) => key === keyOf(identifierOf(reference)))?.personId;
    if (id === undefined) {
      const message = `There is no such person as ${field}.`;
      throw new Refusal('not_found', message, {
        issues: [{ code: 'person.unknown', path: `/${field}`, message, suggestions: [] }],
      });
    }
    return id;
  };
  return [idOf(from, 'from'), idOf(into, 'into')];
}

/** What the survivor is after the merge: its own values win, missing ones are inherited, lists are united. */
export function mergeStates(
  survivor: PersonState,
  lost: PersonState,
  catalog: WorkspaceCatalog,
): PersonState {
  const edit = new Edit(survivor);
  for (const key of ['email', 'phone', 'tags']) {
    const own = listOf(survivor, key);
    edit.setList(key, new Map([...own, ...[...listOf(lost, key)].filter(([item]) => !own.has(item))]));
  }
  if (survivor.externalId === null && lost.externalId !== null) edit.setExternalId(lost.externalId);
  for (const key of catalog.attributesByKey.keys()) {
    if (survivor.facts[key] === undefined) edit.set(key, lost.facts[key], lost.originals[key]);
  }
  const merged = edit.result(survivor.type);
  const count = (key: string): number => listOf(merged, key).size;
  const attributes = Object.keys(merged.facts).filter((key) => catalog.attributesByKey.has(key)).length;
  const problem =
    tooMany(count('email'), DATA_LIMITS.addresses, 'e-mail addresses') ??
    tooMany(count('phone'), DATA_LIMITS.addresses, 'phone numbers') ??
    tooMany(count('tags'), DATA_LIMITS.tags, 'tags') ??
    tooMany(attributes, DATA_LIMITS.attributesOfPerson, 'attributes');
  if (problem !== null) throw problem;
  return merged;
}

const tooMany = (count: number, most: number, what: string): Refusal | null =>
  count > most
    ? new Refusal(
        'limit.exceeded',
        `The two would have ${count} ${what} together; a person has at most ${most}.`,
      )
    : null;

async function moveFacts(
  tx: Transaction,
  catalog: WorkspaceCatalog,
  merged: PersonState,
  fromId: number,
  now: Date,
): Promise<void> {
  const { workspaceId } = catalog;
  await tx.execute(sql`
    with gone as (
      delete from persons where workspace_id = ${workspaceId} and id = ${fromId} returning *
    ), gone_facts as (
      delete from person_facts where workspace_id = ${workspaceId} and person_id = ${fromId}
    ), known as (
      update persons p set external_id = ${merged.externalId}, created_at = least(p.created_at, gone.created_at),
        last_seen_at = greatest(p.last_seen_at, gone.last_seen_at)
      from gone where p.workspace_id = ${workspaceId} and p.id = ${merged.id} returning p.created_at
    )
    update person_facts f set facts = ${JSON.stringify(merged.facts)}::jsonb,
      originals = ${JSON.stringify(merged.originals)}::jsonb, search = ${searchText(merged.facts, nameKeys(catalog))},
      created_at = known.created_at, updated_at = ${now.toISOString()}::timestamptz
    from known where f.workspace_id = ${workspaceId} and f.person_id = ${merged.id}`);
}

/** Identifiers of the one become the other's; an external id that the survivor does not take over stays as an alias. */
async function moveIdentifiers(
  tx: Transaction,
  workspaceId: number,
  merged: PersonState,
  fromId: number,
): Promise<void> {
  const positions = positionsOf(ownIdentifiers(merged));
  await tx.execute(sql`
    update person_identifiers i set person_id = ${merged.id}, alias = i.alias or r.value is null,
      position = coalesce(r.position, 0)
    from person_identifiers old
    left join json_to_recordset(${JSON.stringify(positions)}::json) as r(kind text, value text, position smallint)
      on r.kind = old.kind and r.value = old.value
    where i.workspace_id = ${workspaceId} and i.person_id = ${fromId}
      and old.workspace_id = i.workspace_id and old.kind = i.kind and old.value = i.value`);
}

function positionsOf(
  identifiers: readonly Pick<Identifier, 'kind' | 'value'>[],
): { kind: string; value: string; position: number }[] {
  const next = { externalId: 0, email: 0, phone: 0 };
  return identifiers.map(({ kind, value }) => {
    const position = next[kind];
    next[kind] += 1;
    return { kind, value, position };
  });
}

async function moveHistory(
  tx: Transaction,
  workspaceId: number,
  intoId: number,
  fromId: number,
): Promise<void> {
  await tx.execute(sql`
    with old as (
      update person_aliases set person_id = ${intoId} where workspace_id = ${workspaceId} and person_id = ${fromId}
    ), known as (
      insert into person_aliases (workspace_id, id, person_id) values (${workspaceId}, ${fromId}, ${intoId})
    )
    update events set person_id = ${intoId} where workspace_id = ${workspaceId} and person_id = ${fromId}`);
}
