import { CatalogDraft, isProblem } from '../catalog/catalog-draft.ts';
import { ItemReport, type ItemError, type ItemWarning } from '../catalog/item-report.ts';
import { readRegistering } from '../catalog/register.repository.ts';
import { loadCatalog, readCatalog } from '../catalog/workspace-catalog.ts';
import { inTransaction, type Transaction, type Transactional } from '../client/transaction.ts';
import { keyOf, type Identifier } from '../persons/identifiers.ts';
import { loadStates, lockPeople, type LockedPeople } from '../persons/identity.repository.ts';
import { People, type Conflict } from '../persons/people.ts';
import { applyChange } from '../persons/person-state.ts';
import type { PersonState } from '../persons/person-state.ts';
import { conflictError, type WriteOptions } from '../persons/upsert-persons.ts';
import { writePeople } from '../persons/write-people.ts';
import { readEventItem, type EventItem, type ReadEvent } from './event-input.ts';
import { readProperties, type StoredProperties } from './event-properties.ts';
import { insertEvents, releaseKeys, takeKeys } from './events.repository.ts';

export interface TrackOutcome {
  readonly accepted: number;
  /** People who were unknown before. */
  readonly created: number;
  readonly duplicates: number;
  /** Refused events, of which nothing is written. Pointers are from the event. */
  readonly failed: readonly { readonly index: number; readonly error: ItemError }[];
  readonly warnings: readonly (ItemWarning & { readonly index: number })[];
}

/**
 * Takes events as they came over the wire, in their order, in one transaction: when it resolves, the accepted ones are durable.
 * An event whose `eventId` was accepted before is a duplicate, whatever it says. Unknown identifiers create people.
 */
export async function trackEvents(
  db: Transactional,
  workspaceId: number,
  inputs: readonly unknown[],
  { now, types }: WriteOptions,
): Promise<TrackOutcome> {
  const known = await readCatalog(db, workspaceId);
  const items = inputs.map((raw) => readEventItem(raw, now));
  return inTransaction(db, async (tx) => {
    const taken = await takeKeys(tx, workspaceId, items);
    const wanted = items.filter(({ key }) => key === null || taken.has(key));
    const locked = await lockMentioned(tx, workspaceId, wanted);
    const states = await loadStates(tx, workspaceId, extended(wanted, locked), locked.pointers);
    const catalog = known.version === locked.catalogVersion ? known : await loadCatalog(tx, workspaceId);
    const { read, noticed } = await readRegistering(tx, catalog, (current) =>
      applyEvents(
        items,
        taken,
        locked,
        new CatalogDraft(current, types),
        new People(locked.pointers, states),
      ),
    );
    const idOf = await writePeople(tx, read.draft.base, read.people, now);
    await insertEvents(
      tx,
      workspaceId,
      read.accepted.map((event) => ({ ...event, personId: idOf(event.personId) })),
    );
    await releaseKeys(tx, workspaceId, unused(taken, read.accepted));
    return {
      accepted: read.accepted.length,
      created: read.people.created().length,
      duplicates: read.duplicates,
      failed: read.failed.map(({ index, refusal }) => ({
        index,
        error: 'people' in refusal ? conflictError(refusal, idOf) : refusal,
      })),
      warnings: noticed.warnings,
    };
  });
}

function lockMentioned(
  tx: Transaction,
  workspaceId: number,
  items: readonly EventItem[],
): Promise<LockedPeople> {
  const identifiers = new Map<string, Identifier>();
  const ids = new Set<number>();
  for (const { event } of items) {
    if (event === null) continue;
    for (const one of event.identifiers) identifiers.set(keyOf(one), one);
    if (event.personId !== null) ids.add(event.personId);
  }
  return lockPeople(tx, workspaceId, [...identifiers.values()], [...ids]);
}

/**
 * People who may get an identifier. When an unknown one stands beside a known one, an external id can change hands within the
 * batch, so that everybody who is meant by more than one identifier may be next.
 */
function extended(items: readonly EventItem[], { pointers, byId }: LockedPeople): number[] {
  const people = new Map(pointers.map(({ key, personId }) => [key, personId]));
  const found = new Set<number>();
  let isNew = false;
  for (const { event } of items) {
    if (event === null || event.identifiers.length + (event.personId === null ? 0 : 1) < 2) continue;
    isNew ||= event.identifiers.some((one) => !people.has(keyOf(one)));
    const target = event.personId === null ? undefined : byId.get(event.personId);
    if (target !== undefined) found.add(target);
    for (const one of event.identifiers) {
      const id = people.get(keyOf(one));
      if (id !== undefined) found.add(id);
    }
  }
  return isNew ? [...found] : [];
}

export interface AcceptedEvent extends StoredProperties {
  readonly key: string | null;
  /** Number of the event name. */
  readonly event: number;
  readonly personId: number;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
}

interface Applied {
  readonly draft: CatalogDraft;
  readonly people: People;
  readonly accepted: AcceptedEvent[];
  readonly failed: { readonly index: number; readonly refusal: ItemError | Conflict }[];
  readonly warnings: (ItemWarning & { readonly index: number })[];
  duplicates: number;
}

function applyEvents(
  items: readonly EventItem[],
  taken: ReadonlySet<string>,
  { byId }: LockedPeople,
  draft: CatalogDraft,
  people: People,
): Applied {
  const applied: Applied = { draft, people, accepted: [], failed: [], warnings: [], duplicates: 0 };
  const seen = new Set<string>();
  for (const [index, { key, event, error }] of items.entries()) {
    if (key !== null && (!taken.has(key) || seen.has(key))) {
      applied.duplicates += 1;
      continue;
    }
    if (event === null) {
      applied.failed.push({ index, refusal: error });
      continue;
    }
    const report = new ItemReport();
    const result = applyEvent(event, byId, draft, people, report);
    if ('event' in result) {
      draft.keep();
      if (key !== null) seen.add(key);
      applied.accepted.push({ key, occurredAt: event.occurredAt, ...result });
      for (const warning of report.warnings) applied.warnings.push({ index, ...warning });
    } else {
      draft.drop();
      applied.failed.push({ index, refusal: result });
    }
  }
  return applied;
}

function applyEvent(
  event: ReadEvent,
  byId: LockedPeople['byId'],
  draft: CatalogDraft,
  people: People,
  report: ItemReport,
): Omit<AcceptedEvent, 'key' | 'occurredAt'> | ItemError | Conflict {
  const number = readEventName(event.name, draft, report);
  const stored = readProperties(event.name, event.properties, draft, report);
  const target = event.personId === null ? null : byId.get(event.personId);
  if (target === undefined) {
    report.refuse('person.unknown', '/person/id', `There is no person ${event.personId}.`);
  }
  if (report.failed) return report.error();
  const found = people.find(event.identifiers, target);
  if (typeof found === 'object' && found !== null) return found;
  const personId = applyPerson(event.identifiers, found, people, report);
  return personId === null ? report.error() : { event: number, personId, ...stored };
}

function readEventName(name: string, draft: CatalogDraft, report: ItemReport): number {
  const number = draft.event(name);
  if (isProblem(number)) {
    report.refuse(number.code, '/name', number.message, number.suggestions);
    return 0;
  }
  const other = number === 0 ? draft.similar('event', name) : null;
  if (other !== null) {
    report.warn('name.similar', '/name', `${name} is new and differs from ${other} only in case.`);
  }
  return number;
}

/** The person of an event: created, or given the identifiers that are new; null, with issues, beyond a limit. */
function applyPerson(
  identifiers: readonly Identifier[],
  found: number | null,
  people: People,
  report: ItemReport,
): number | null {
  if (found !== null && identifiers.every((one) => people.knows(one))) return found;
  const before: PersonState = found === null ? people.create() : people.state(found);
  const externalId = identifiers.find(({ kind }) => kind === 'externalId');
  const setsExternalId = externalId !== undefined && !people.knows(externalId);
  const change = { ...NO_CHANGE, externalId, add: identifiers };
  const after = applyChange(before, change, [], { setsExternalId, isAttribute: () => false }, report);
  if (after === null) return null;
  people.put(after);
  return after.id;
}

const NO_CHANGE = {
  emails: undefined,
  phones: undefined,
  type: undefined,
  tags: undefined,
  addTags: [],
  removeTags: [],
  attributes: undefined,
};

/** Keys that were taken for events which were refused in the end. */
function unused(taken: ReadonlySet<string>, accepted: readonly AcceptedEvent[]): string[] {
  const used = new Set(accepted.map(({ key }) => key));
  return [...taken].filter((key) => !used.has(key));
}
