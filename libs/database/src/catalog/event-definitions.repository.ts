import { and, eq } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import { inTransaction, type Transaction, type Transactional } from '../client/transaction.ts';
import { catalogRemovals, eventDefinitions, eventProperties } from '../schema/index.ts';
import { freezeCatalog } from './catalog-lock.ts';
import {
  checkName,
  checkUnique,
  checkWording,
  labelOf,
  refuseWhenFailed,
  type Wording,
} from './definition-input.ts';
import { eventNameProblem } from './event-name.ts';
import { ItemReport, pointerTo } from './item-report.ts';
import { DATA_LIMITS } from './limits.ts';
import {
  propertyRecord,
  writeProperties,
  type PropertyInput,
  type PropertyRecord,
} from './event-properties.repository.ts';
import { listByName, type NamedPage, type NamedQuery } from './list-by-name.ts';
import { segmentsMentioning } from './mentioning-segments.ts';
import { Refusal } from './refusal.ts';
import {
  bumpCatalogVersion,
  loadCatalog,
  lockCatalog,
  readCatalog,
  type EventRow,
} from './workspace-catalog.ts';

/** An event definition as programs see it. */
export interface EventDefinitionRecord {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly synonyms: string[];
  readonly properties: PropertyRecord[];
}

export interface EventDefinitionInput extends Wording {
  readonly name?: string | undefined;
  readonly properties?: readonly PropertyInput[] | undefined;
}

export async function listEventDefinitions(
  db: Executor,
  workspaceId: number,
  query: NamedQuery,
): Promise<NamedPage<EventDefinitionRecord>> {
  return listByName((await readCatalog(db, workspaceId)).events.map(recordOf), query);
}

/** Null when there is no such event. */
export async function readEventDefinition(
  db: Executor,
  workspaceId: number,
  name: string,
): Promise<EventDefinitionRecord | null> {
  const row = (await readCatalog(db, workspaceId)).events.find((one) => one.name === name);
  return row === undefined ? null : recordOf(row);
}

/** Throws `catalog.in_use` for a taken name, `limit.exceeded`, and `request.invalid` for what does not fit. */
export async function createEventDefinition(
  db: Transactional,
  workspaceId: number,
  input: EventDefinitionInput & { readonly name: string },
): Promise<EventDefinitionRecord> {
  const { name, label, description = '', synonyms = [], properties = [] } = input;
  const problem = eventNameProblem(name);
  if (problem !== null) {
    const issue = { path: '/name', suggestions: [], ...problem };
    throw new Refusal(
      problem.code === 'value.limit' ? 'limit.exceeded' : 'request.invalid',
      problem.message,
      {
        issues: [issue],
      },
    );
  }
  checkInput(input);
  return inTransaction(db, async (tx) => {
    const known = await lockCatalog(tx, workspaceId);
    if (known.catalog.events.has(name)) {
      throw new Refusal('catalog.in_use', `There is an event ${name} already.`);
    }
    if (known.events.length >= DATA_LIMITS.events) {
      throw new Refusal('limit.exceeded', `A workspace has at most ${DATA_LIMITS.events} event names.`);
    }
    const row = { workspaceId, name, label: labelOf(label, name), description, synonyms: [...synonyms] };
    const [made] = await tx.insert(eventDefinitions).values(row).returning({ id: eventDefinitions.id });
    if (made === undefined) throw new Error('the new event was not returned');
    await writeProperties(tx, workspaceId, { id: made.id, name, properties: [] }, properties);
    await bumpCatalogVersion(tx, workspaceId);
    return reread(tx, workspaceId, name);
  });
}

/** Throws `catalog.type_fixed` for another name or type, and `not_found`. Properties that are new are added. */
export async function updateEventDefinition(
  db: Transactional,
  workspaceId: number,
  name: string,
  changes: EventDefinitionInput,
): Promise<EventDefinitionRecord> {
  checkInput(changes);
  return inTransaction(db, async (tx) => {
    const row = ownEvent((await lockCatalog(tx, workspaceId)).events, name);
    if (changes.name !== undefined && changes.name !== name) {
      throw new Refusal(
        'catalog.type_fixed',
        `${name} cannot be called ${changes.name}: a name never changes.`,
      );
    }
    const { label, description = row.description, synonyms = row.synonyms } = changes;
    await tx
      .update(eventDefinitions)
      .set({
        label: label === undefined ? row.label : labelOf(label, name),
        description,
        synonyms: [...synonyms],
      })
      .where(and(eq(eventDefinitions.workspaceId, workspaceId), eq(eventDefinitions.id, row.id)));
    await writeProperties(tx, workspaceId, row, changes.properties ?? []);
    await bumpCatalogVersion(tx, workspaceId);
    return reread(tx, workspaceId, name);
  });
}

/**
 * Deletes an event definition: its events are out of sight at once, and `clearRemovals` takes them away. Throws `not_found`,
 * and `catalog.in_use` with the segments that mention it.
 */
export async function deleteEventDefinition(
  db: Transactional,
  workspaceId: number,
  name: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await freezeCatalog(tx, workspaceId);
    const { id } = ownEvent((await lockCatalog(tx, workspaceId)).events, name);
    const segments = await segmentsMentioning(tx, workspaceId, 'event', id);
    if (segments.length > 0) {
      throw new Refusal('catalog.in_use', `Segments ask for ${name}: change or delete them first.`, {
        segments,
      });
    }
    await tx
      .delete(eventProperties)
      .where(and(eq(eventProperties.workspaceId, workspaceId), eq(eventProperties.eventId, id)));
    await tx
      .delete(eventDefinitions)
      .where(and(eq(eventDefinitions.workspaceId, workspaceId), eq(eventDefinitions.id, id)));
    await tx.insert(catalogRemovals).values({ workspaceId, kind: 'event', key: String(id) });
    await bumpCatalogVersion(tx, workspaceId);
  });
}

function ownEvent(rows: readonly EventRow[], name: string): EventRow {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Refusal('not_found', `There is no event ${name}.`);
  return row;
}

function checkInput(input: EventDefinitionInput): void {
  const report = new ItemReport();
  checkWording(input, '', report);
  const properties = input.properties ?? [];
  if (properties.length > DATA_LIMITS.properties) {
    const message = `An event has at most ${DATA_LIMITS.properties} properties, not ${properties.length}.`;
    const issue = { code: 'value.limit', path: '/properties', message, suggestions: [] };
    throw new Refusal('limit.exceeded', message, { issues: [issue] });
  }
  for (const [index, property] of properties.entries()) {
    const path = pointerTo('/properties', index);
    checkName(property.name, `${path}/name`, report);
    checkWording(property, path, report);
  }
  checkUnique(
    properties.map(({ name }) => name),
    '/properties',
    report,
  );
  refuseWhenFailed(report);
}

async function reread(tx: Transaction, workspaceId: number, name: string): Promise<EventDefinitionRecord> {
  return recordOf(ownEvent((await loadCatalog(tx, workspaceId)).events, name));
}

const recordOf = ({ name, label, description, synonyms, properties }: EventRow): EventDefinitionRecord => ({
  name,
  label,
  description,
  synonyms,
  properties: properties.map(propertyRecord),
});
