import { sql } from 'drizzle-orm';
import {
  SYSTEM_ATTRIBUTES,
  type AttributeDefinition,
  type Catalog,
  type CheckedRule,
  type EventDefinition,
} from '@satsuma/segment-engine';
import type { Executor } from '../client/client.ts';
import { identityOf } from '../client/identity.ts';
import type { attributes, eventDefinitions, eventProperties } from '../schema/index.ts';
import { Refusal } from './refusal.ts';

export type AttributeRow = Omit<typeof attributes.$inferSelect, 'workspaceId' | 'createdAt'>;
export type PropertyRow = Omit<typeof eventProperties.$inferSelect, 'workspaceId' | 'createdAt' | 'eventId'>;
export type EventRow = Omit<typeof eventDefinitions.$inferSelect, 'workspaceId' | 'createdAt'> & {
  readonly properties: readonly PropertyRow[];
};

/** What one workspace knows of, all of one moment. */
export interface WorkspaceCatalog {
  readonly workspaceId: number;
  /** Rises with every change; a catalog of this version is this catalog. */
  readonly version: number;
  readonly timeZone: string;
  /** True: unknown names on the way in are errors. */
  readonly strict: boolean;
  /** What rules may speak of, as the engine asks for it. */
  readonly catalog: Catalog;
  /** By name; without the system ones, which have no row. */
  readonly attributes: readonly AttributeRow[];
  /** By name. */
  readonly events: readonly EventRow[];
  /** By the key of their values in `person_facts.facts`. */
  readonly attributesByKey: ReadonlyMap<string, AttributeRow>;
  /** By the number in `events.event_id`. */
  readonly eventsById: ReadonlyMap<number, EventRow>;
}

interface LoadedWorkspace {
  readonly version: number;
  readonly timeZone: string;
  readonly strict: boolean;
  readonly attributes: readonly AttributeRow[];
  readonly events: readonly Omit<EventRow, 'properties'>[];
  readonly properties: readonly (PropertyRow & { readonly eventId: number })[];
  readonly segments: readonly { readonly id: number; readonly name: string; readonly rule: CheckedRule }[];
}

const CACHED_WORKSPACES = 200;

/** Catalogs read before, by the database that they came from. A transaction keeps its own, since it may be rolled back. */
const cached = new WeakMap<Executor, Map<number, WorkspaceCatalog>>();

/** The newest catalog of a workspace; a single cheap statement unless it has changed. Throws `not_found` without the workspace. */
export async function readCatalog(db: Executor, workspaceId: number): Promise<WorkspaceCatalog> {
  const known = cached.get(identityOf(db))?.get(workspaceId);
  if (known !== undefined) {
    const [row] = await db.execute<{ version: number }>(
      sql`select catalog_version as version from workspaces where id = ${workspaceId}`,
    );
    if (row?.version === known.version) return known;
  }
  const loaded = await loadCatalog(db, workspaceId);
  const catalogs = cached.get(identityOf(db)) ?? new Map<number, WorkspaceCatalog>();
  cached.set(identityOf(db), catalogs);
  catalogs.delete(workspaceId);
  catalogs.set(workspaceId, loaded);
  for (const oldest of catalogs.keys()) {
    if (catalogs.size <= CACHED_WORKSPACES) break;
    catalogs.delete(oldest);
  }
  return loaded;
}

/**
 * Locks the catalog against every other change until the transaction ends, and reads it. Whoever saves something that
 * depends on the catalog, such as a rule, checks it against this one: nothing can be deleted under it.
 */
export async function lockCatalog(tx: Executor, workspaceId: number): Promise<WorkspaceCatalog> {
  await tx.execute(sql`select 1 from workspaces where id = ${workspaceId} for no key update`);
  return loadCatalog(tx, workspaceId);
}

/** Belongs into every transaction that changes attributes, events, properties or segments. Others wait for its end. */
export async function bumpCatalogVersion(tx: Executor, workspaceId: number): Promise<void> {
  await tx.execute(
    sql`update workspaces set catalog_version = catalog_version + 1 where id = ${workspaceId}`,
  );
}

/** Reads the catalog past the cache, in one statement, so that all of it is of one moment. */
export async function loadCatalog(db: Executor, workspaceId: number): Promise<WorkspaceCatalog> {
  const wording = sql.raw(
    `'id', id, 'name', name, 'label', label, 'description', description, 'synonyms', synonyms`,
  );
  const [row] = await db.execute<LoadedWorkspace & Record<string, unknown>>(sql`
    select catalog_version as version, time_zone as "timeZone", strict,
      (select coalesce(json_agg(json_build_object(${wording}, 'key', key, 'type', type, 'sensitive', sensitive, 'fields', fields, 'origin', origin) order by name), '[]'::json)
         from attributes where workspace_id = ${workspaceId}) as attributes,
      (select coalesce(json_agg(json_build_object(${wording}) order by name), '[]'::json)
         from event_definitions where workspace_id = ${workspaceId}) as events,
      (select coalesce(json_agg(json_build_object(${wording}, 'type', type, 'sensitive', sensitive, 'eventId', event_id) order by name), '[]'::json)
         from event_properties where workspace_id = ${workspaceId}) as properties,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'rule', rule)), '[]'::json)
         from segments where workspace_id = ${workspaceId}) as segments
    from workspaces where id = ${workspaceId}`);
  if (row === undefined) throw new Refusal('not_found', 'There is no such workspace.');
  return catalogOf(workspaceId, row);
}

function catalogOf(workspaceId: number, row: LoadedWorkspace): WorkspaceCatalog {
  const properties = Map.groupBy(row.properties, ({ eventId }) => eventId);
  const events = row.events.map((event) => ({ ...event, properties: properties.get(event.id) ?? [] }));
  return {
    workspaceId,
    version: row.version,
    timeZone: row.timeZone,
    strict: row.strict,
    attributes: row.attributes,
    events,
    attributesByKey: new Map(row.attributes.map((attribute) => [attribute.key, attribute])),
    eventsById: new Map(events.map((event) => [event.id, event])),
    catalog: {
      attributes: new Map(
        [...SYSTEM_ATTRIBUTES, ...row.attributes.map(attributeDefinition)].map((one) => [one.name, one]),
      ),
      events: new Map(events.map((event) => [event.name, eventDefinition(event)])),
      segments: new Map(row.segments.map((segment) => [segment.id, segment])),
    },
  };
}

const attributeDefinition = ({ key, name, label, type, fields }: AttributeRow): AttributeDefinition => ({
  name,
  label,
  type,
  source: { kind: 'facts', key },
  ...(type === 'objects' ? { fields: fields ?? [] } : {}),
});

const eventDefinition = ({ id, name, label, properties }: EventRow): EventDefinition => ({
  id,
  name,
  label,
  properties: new Map(
    properties.map((property) => [
      property.name,
      { name: property.name, label: property.label, type: property.type, key: String(property.id) },
    ]),
  ),
});
