import { sql } from 'drizzle-orm';
import type { Fact } from '@satsuma/segment-engine';
import { Refusal } from '../catalog/refusal.ts';
import type { Executor } from '../client/client.ts';
import { LostRace } from '../client/transaction.ts';
import { keyOf, type Identifier } from './identifiers.ts';
import type { Pointer } from './people.ts';
import { ownIdentifiers, type PersonState } from './person-state.ts';
import { idList } from './persons.repository.ts';

export interface LockedPeople {
  /** Version of the catalog of the moment. */
  readonly catalogVersion: number;
  /** Whom the identifiers point at; unknown ones are left out. */
  readonly pointers: readonly Pointer[];
  /** Whom the ids mean, by the id as it was asked for; unknown ones are left out. */
  readonly byId: ReadonlyMap<number, number>;
  /** Everybody found, each once. Nobody else changes them before the transaction ends. */
  readonly ids: readonly number[];
}

/** Finds people by identifiers and ids, old ones included, and locks them in the order of their ids. Throws `LostRace` when one vanished. */
export async function lockPeople(
  tx: Executor,
  workspaceId: number,
  identifiers: readonly Pick<Identifier, 'kind' | 'value'>[],
  ids: readonly number[] = [],
): Promise<LockedPeople> {
  const wanted = JSON.stringify(identifiers.map(({ kind, value }) => ({ kind, value })));
  const rows = await tx.execute<LockedRow>(sql`
    with wanted as materialized (
      select i.kind, i.value, i.person_id, i.alias
      from json_to_recordset(${wanted}::json) as w(kind text, value text)
      cross join lateral (
        select * from person_identifiers i
        where i.workspace_id = ${workspaceId} and i.kind = w.kind and i.value = w.value limit 1) i
      union all
      select 'id', p.id::text, p.id, false from persons p
      where p.workspace_id = ${workspaceId} and p.id = any(${idList(ids)})
      union all
      select 'id', a.id::text, a.person_id, false from person_aliases a
      where a.workspace_id = ${workspaceId} and a.id = any(${idList(ids)})
    ), locked as materialized (
      select p.id from persons p
      where p.workspace_id = ${workspaceId} and p.id in (select person_id from wanted)
      order by p.id for no key update
    )
    select c.catalog_version as version, w.kind, w.value, w.person_id, w.alias, l.id as locked
    from workspaces c left join wanted w on true left join locked l on l.id = w.person_id
    where c.id = ${workspaceId}`);
  const [first] = rows;
  if (first === undefined) throw new Refusal('not_found', 'There is no such workspace.');
  const found = rows.filter((row) => row.kind !== null);
  if (found.some(({ locked }) => locked === null)) throw new LostRace('a person went away');
  return {
    catalogVersion: first.version,
    pointers: found
      .filter(({ kind }) => kind !== 'id')
      .map(({ kind, value, person_id: personId, alias }) => ({ key: `${kind}\n${value}`, personId, alias })),
    byId: new Map(
      found.filter(({ kind }) => kind === 'id').map(({ value, person_id }) => [Number(value), person_id]),
    ),
    ids: [...new Set(found.map(({ person_id }) => person_id))],
  };
}

interface LockedRow extends Record<string, unknown> {
  readonly version: number;
  readonly kind: string | null;
  readonly value: string;
  readonly person_id: number;
  readonly alias: boolean;
  readonly locked: number | null;
}

/**
 * What is known of locked people. Throws `LostRace` when an identifier has ceased to be theirs since it was looked up.
 */
export async function loadStates(
  tx: Executor,
  workspaceId: number,
  ids: readonly number[],
  pointers: readonly Pointer[],
): Promise<Map<number, PersonState>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<StateRow>(sql`
    select p.id, p.type, p.external_id, f.facts, f.originals
    from persons p join person_facts f on f.workspace_id = p.workspace_id and f.person_id = p.id
    where p.workspace_id = ${workspaceId} and p.id = any(${idList(ids)})`);
  const states = new Map(
    rows.map(({ id, type, external_id: externalId, facts, originals }) => {
      return [id, { id, type, externalId, facts, originals } satisfies PersonState] as const;
    }),
  );
  const owned = new Set(
    [...states.values()].flatMap((state) =>
      ownIdentifiers(state).map((identifier) => `${state.id} ${keyOf(identifier)}`),
    ),
  );
  for (const { key, personId, alias } of pointers) {
    if (states.has(personId) && !alias && !owned.has(`${personId} ${key}`))
      throw new LostRace('an identifier moved');
  }
  return states;
}

interface StateRow extends Record<string, unknown> {
  readonly id: number;
  readonly type: 'customer' | 'lead';
  readonly external_id: string | null;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly originals: Readonly<Record<string, unknown>>;
}
