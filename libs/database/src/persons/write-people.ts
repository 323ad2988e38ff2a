import { sql } from 'drizzle-orm';
import type { WorkspaceCatalog } from '../catalog/workspace-catalog.ts';
import type { Executor } from '../client/client.ts';
import { LostRace } from '../client/transaction.ts';
import { keyOf, type IdentifierKind } from './identifiers.ts';
import type { People } from './people.ts';
import { ownIdentifiers, type PersonState } from './person-state.ts';
import { searchText, type NameKeys } from './search-text.ts';

/** Real ids of the people of a batch: those that existed have theirs, new ones get one. */
export type IdOf = (id: number) => number;

/**
 * Writes what a batch made of its people. Throws `LostRace` when somebody else took an identifier meanwhile.
 * `lastSeenAt` of new people stays empty.
 */
export async function writePeople(
  tx: Executor,
  catalog: WorkspaceCatalog,
  people: People,
  now: Date,
): Promise<IdOf> {
  const created = people.created();
  const changed = people.changed();
  const ids = await newIds(tx, created);
  const idOf: IdOf = (id) => ids.get(id) ?? id;
  if (created.length + changed.length === 0) return idOf;
  await writeIdentifiers(tx, catalog.workspaceId, created, changed, idOf);
  const names = nameKeys(catalog);
  await writeFacts(tx, catalog.workspaceId, created, idOf, names, now);
  await updateFacts(
    tx,
    catalog.workspaceId,
    changed.map(({ after }) => after),
    names,
    now,
  );
  return idOf;
}

/** Keys of the attributes that make up a name. */
export function nameKeys({ catalog }: WorkspaceCatalog): NameKeys {
  const key = (name: string): string | undefined => {
    const source = catalog.attributes.get(name)?.source;
    return source?.kind === 'facts' ? source.key : undefined;
  };
  return { firstName: key('firstName'), lastName: key('lastName') };
}

async function newIds(tx: Executor, created: readonly PersonState[]): Promise<Map<number, number>> {
  if (created.length === 0) return new Map();
  const rows = await tx.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('persons', 'id')) as id from generate_series(1, ${created.length}::int)`,
  );
  return new Map(created.map(({ id }, index) => [id, rows[index]?.id ?? id]));
}

interface IdentifierRow {
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly person: number;
  readonly original: string;
  readonly position: number;
}

async function writeIdentifiers(
  tx: Executor,
  workspaceId: number,
  created: readonly PersonState[],
  changed: ReturnType<People['changed']>,
  idOf: IdOf,
): Promise<void> {
  const gone: IdentifierRow[] = [];
  const added: IdentifierRow[] = created.flatMap((state) => identifierRows(state, idOf));
  for (const { before, after } of changed) {
    const [old, wanted] = [identifierRows(before, idOf), identifierRows(after, idOf)];
    const [oldTexts, wantedTexts] = [new Set(old.map(textOf)), new Set(wanted.map(textOf))];
    gone.push(...old.filter((row) => !wantedTexts.has(textOf(row))));
    added.push(...wanted.filter((row) => !oldTexts.has(textOf(row))));
  }
  if (gone.length > 0) {
    await tx.execute(sql`
      delete from person_identifiers i
      using json_to_recordset(${JSON.stringify(gone)}::json) as r(kind text, value text, person bigint)
      where i.workspace_id = ${workspaceId} and i.kind = r.kind and i.value = r.value and i.person_id = r.person and not i.alias`);
  }
  if (added.length === 0) return;
  // Everybody takes them in one order, so that two who want the same ones wait for each other only once.
  added.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const taken = await tx.execute(sql`
    insert into person_identifiers (workspace_id, kind, value, person_id, original, position)
    select ${workspaceId}, kind, value, person, original, position
    from json_to_recordset(${JSON.stringify(added)}::json) as r(kind text, value text, person bigint, original text, position smallint)
    on conflict do nothing returning 1`);
  if (taken.length < added.length) throw new LostRace('an identifier was taken');
}

function identifierRows(state: PersonState, idOf: IdOf): IdentifierRow[] {
  const positions = { externalId: 0, email: 0, phone: 0 };
  return ownIdentifiers(state).map(({ kind, value, original }) => {
    const position = positions[kind];
    positions[kind] += 1;
    return { kind, value, person: idOf(state.id), original, position };
  });
}

const textOf = (row: IdentifierRow): string => JSON.stringify(row);

async function writeFacts(
  tx: Executor,
  workspaceId: number,
  created: readonly PersonState[],
  idOf: IdOf,
  names: NameKeys,
  now: Date,
): Promise<void> {
  if (created.length === 0) return;
  const rows = created.map((state) => rowOf(state, idOf, names));
  const at = now.toISOString();
  await tx.execute(sql`
    with rows as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as r(id bigint, external text, type text, facts jsonb, originals jsonb, search text)
    ), known as (
      insert into persons (workspace_id, id, external_id, type, created_at) overriding system value
      select ${workspaceId}, id, external, type, ${at}::timestamptz from rows
    )
    insert into person_facts (workspace_id, person_id, facts, originals, search, created_at, updated_at)
    select ${workspaceId}, id, facts, originals, search, ${at}::timestamptz, ${at}::timestamptz from rows`);
}

async function updateFacts(
  tx: Executor,
  workspaceId: number,
  changed: readonly PersonState[],
  names: NameKeys,
  now: Date,
): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map((state) => rowOf(state, (id) => id, names));
  await tx.execute(sql`
    with rows as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as r(id bigint, external text, type text, facts jsonb, originals jsonb, search text)
    ), known as (
      update persons p set external_id = r.external, type = r.type from rows r
      where p.workspace_id = ${workspaceId} and p.id = r.id
        and (p.external_id is distinct from r.external or p.type <> r.type)
    )
    update person_facts f set facts = r.facts, originals = r.originals, search = r.search,
      updated_at = ${now.toISOString()}::timestamptz
    from rows r where f.workspace_id = ${workspaceId} and f.person_id = r.id`);
}

const rowOf = (state: PersonState, idOf: IdOf, names: NameKeys) => ({
  id: idOf(state.id),
  external: state.externalId,
  type: state.type,
  facts: state.facts,
  originals: state.originals,
  search: searchText(state.facts, names),
});
