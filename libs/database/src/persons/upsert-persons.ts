import { CatalogDraft, type NewTypes } from '../catalog/catalog-draft.ts';
import { holdCatalog } from '../catalog/catalog-lock.ts';
import { ItemReport, type ItemError, type ItemWarning } from '../catalog/item-report.ts';
import { readRegistering } from '../catalog/register.repository.ts';
import { loadCatalog, readCatalog } from '../catalog/workspace-catalog.ts';
import { inTransaction, type Transaction, type Transactional } from '../client/transaction.ts';
import { readAttributeChanges } from './attribute-changes.ts';
import { loadStates, lockPeople, type LockedPeople } from './identity.repository.ts';
import { keyOf, type Identifier } from './identifiers.ts';
import { People, type Conflict } from './people.ts';
import { identifiersOf, readPersonChange, type PersonChange } from './person-input.ts';
import { applyChange } from './person-state.ts';
import { identifierOf, type PersonReference } from './reference.ts';
import { writePeople, type IdOf } from './write-people.ts';

export type PersonOutcome =
  | {
      readonly status: 'created' | 'updated' | 'unchanged';
      readonly id: number;
      readonly warnings: readonly ItemWarning[];
    }
  /** Refused: nothing of the item is written. */
  | { readonly status: 'failed'; readonly error: ItemError; readonly warnings: readonly ItemWarning[] };

export interface WriteOptions {
  readonly now: Date;
  /** Types that names get which the catalog does not have yet; absent ones are guessed from the first value. */
  readonly types?: NewTypes;
}

/**
 * Creates people or changes those who have a given identifier, in one transaction and in the order of the items, which are
 * taken as they came over the wire. Refused items leave the others as they are.
 */
export async function upsertPersons(
  db: Transactional,
  workspaceId: number,
  inputs: readonly unknown[],
  options: WriteOptions,
): Promise<PersonOutcome[]> {
  const items = inputs.map(readItem);
  return writeItems(db, workspaceId, items, null, options).then((outcomes) => outcomes ?? []);
}

/** Changes one person; null when there is none. The identifiers of the input are set, they do not say who is meant. */
export async function updatePerson(
  db: Transactional,
  workspaceId: number,
  reference: PersonReference,
  input: unknown,
  options: WriteOptions,
): Promise<PersonOutcome | null> {
  const outcomes = await writeItems(db, workspaceId, [readItem(input)], reference, options);
  return outcomes?.[0] ?? null;
}

/** An item whose form is known. */
type Item =
  | { readonly error: ItemError; readonly change: null; readonly identifiers: readonly [] }
  | { readonly error: null; readonly change: PersonChange; readonly identifiers: readonly Identifier[] };

function readItem(input: unknown): Item {
  const report = new ItemReport();
  const change = readPersonChange(input, report);
  return change === null
    ? { change, identifiers: [], error: report.error() }
    : { change, identifiers: identifiersOf(change), error: null };
}

/** Null when there is a reference and nobody is meant by it. */
async function writeItems(
  db: Transactional,
  workspaceId: number,
  items: readonly Item[],
  reference: PersonReference | null,
  { now, types }: WriteOptions,
): Promise<PersonOutcome[] | null> {
  const known = await readCatalog(db, workspaceId);
  return inTransaction(db, async (tx) => {
    await holdCatalog(tx, workspaceId);
    const locked = await lockMentioned(tx, workspaceId, items, reference);
    const target = reference === null ? null : targetOf(reference, locked);
    if (reference !== null && target === null) return null;
    const states = await loadStates(tx, workspaceId, locked.ids, locked.pointers);
    const catalog = known.version === locked.catalogVersion ? known : await loadCatalog(tx, workspaceId);
    const { read, noticed } = await readRegistering(tx, catalog, (current) =>
      applyItems(items, target, new CatalogDraft(current, types), new People(locked.pointers, states)),
    );
    const idOf = await writePeople(tx, read.draft.base, read.people, now);
    return read.results.map((result, index) => outcomeOf(result, noticed.results[index], idOf));
  });
}

function lockMentioned(
  tx: Transaction,
  workspaceId: number,
  items: readonly Item[],
  reference: PersonReference | null,
): Promise<LockedPeople> {
  const identifiers = new Map<string, Pick<Identifier, 'kind' | 'value'>>();
  for (const item of items) for (const one of item.identifiers) identifiers.set(keyOf(one), one);
  if (reference === null) return lockPeople(tx, workspaceId, [...identifiers.values()]);
  if ('id' in reference) return lockPeople(tx, workspaceId, [...identifiers.values()], [reference.id]);
  const meant = identifierOf(reference);
  identifiers.set(keyOf(meant), meant);
  return lockPeople(tx, workspaceId, [...identifiers.values()]);
}

function targetOf(reference: PersonReference, { byId, pointers }: LockedPeople): number | null {
  if ('id' in reference) return byId.get(reference.id) ?? null;
  const key = keyOf(identifierOf(reference));
  return pointers.find((pointer) => pointer.key === key)?.personId ?? null;
}

type Result =
  | {
      readonly status: 'created' | 'updated' | 'unchanged';
      readonly id: number;
      readonly warnings: readonly ItemWarning[];
    }
  | { readonly status: 'failed'; readonly refusal: ItemError | Conflict };

interface Applied {
  readonly draft: CatalogDraft;
  readonly people: People;
  readonly results: readonly Result[];
}

function applyItems(
  items: readonly Item[],
  target: number | null,
  draft: CatalogDraft,
  people: People,
): Applied {
  const results = items.map(({ change, identifiers, error }): Result => {
    if (error !== null) return { status: 'failed', refusal: error };
    const found = people.find(identifiers, target);
    if (typeof found === 'object' && found !== null) return { status: 'failed', refusal: found };
    return applyItem(change, identifiers, found, draft, people);
  });
  return { draft, people, results };
}

function applyItem(
  change: PersonChange,
  identifiers: readonly Identifier[],
  found: number | null,
  draft: CatalogDraft,
  people: People,
): Result {
  const report = new ItemReport();
  if (found === null && identifiers.length === 0) {
    report.refuse('identifier.missing', '', 'A person needs an externalId, an email or a phone.', [
      'externalId',
      'email',
      'phone',
    ]);
  }
  const attributes = readAttributeChanges(change.attributes ?? {}, draft, report);
  const before = found === null ? people.create() : people.state(found);
  const setsExternalId = change.externalId !== undefined && !people.isAlias(change.externalId);
  const isAttribute = (key: string): boolean => draft.base.attributesByKey.has(key) || key.startsWith('new:');
  const after = report.failed
    ? null
    : applyChange(before, change, attributes, { setsExternalId, isAttribute }, report);
  if (after === null) {
    draft.drop();
    return { status: 'failed', refusal: report.error() };
  }
  draft.keep();
  if (found !== null && after === before)
    return { status: 'unchanged', id: before.id, warnings: report.warnings };
  people.put(after);
  return { status: found === null ? 'created' : 'updated', id: before.id, warnings: report.warnings };
}

function outcomeOf(result: Result, noticed: Result | undefined, idOf: IdOf): PersonOutcome {
  if (result.status !== 'failed') {
    const warnings = noticed === undefined || noticed.status === 'failed' ? [] : noticed.warnings;
    return { status: result.status, id: idOf(result.id), warnings };
  }
  const { refusal } = result;
  return {
    status: 'failed',
    error: 'people' in refusal ? conflictError(refusal, idOf) : refusal,
    warnings: [],
  };
}

/**
 * Names everybody whom the identifiers of one item point at: people by their ids, identifiers by what they are, since the
 * sender has them and a message may be kept longer than the person.
 */
export function conflictError({ people }: Conflict, idOf: IdOf): ItemError {
  const named = people.map(({ id, by }) =>
    by === null ? `this is person ${idOf(id)}` : `the ${by.kind} belongs to person ${idOf(id)}`,
  );
  const issues = people.flatMap(({ id, by }) =>
    by === null
      ? []
      : [
          {
            code: 'identity.conflict',
            path: by.path,
            message: `The ${by.kind} belongs to person ${idOf(id)}.`,
            suggestions: [],
          },
        ],
  );
  return {
    code: 'identity.conflict',
    detail: `Two people are meant: ${named.join(', ')}. Merge them, or leave one identifier out.`,
    issues,
  };
}
