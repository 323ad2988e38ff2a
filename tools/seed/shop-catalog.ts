import type { TransactionSql } from 'postgres';
import type { FieldDefinition, FieldType, ValueType } from '@satsuma/segment-engine';
import { SHOP_ATTRIBUTES } from './shop/attributes.ts';
import { SHOP_EVENTS } from './shop/event-names.ts';

/** The shop's attributes and events as a workspace has them, with the numbers that stand for them in the data. */
export interface StoredShopCatalog {
  readonly attributes: readonly {
    /** Of their values in the facts of a person. */
    readonly key: string;
    readonly name: string;
    readonly type: ValueType;
    readonly fields: readonly FieldDefinition[] | null;
  }[];
  readonly events: ReadonlyMap<
    string,
    {
      readonly id: number;
      readonly properties: readonly {
        readonly id: number;
        readonly name: string;
        readonly type: FieldType;
      }[];
    }
  >;
}

type Sql = TransactionSql<{ bigint: number }>;

/** Brings the shop's definitions into the catalog of a workspace. Those that are there keep their number and get the shop's wording. */
export async function storeShopCatalog(tx: Sql, workspaceId: number): Promise<StoredShopCatalog> {
  await tx`
    insert into attributes (workspace_id, name, label, description, synonyms, type, sensitive, fields, origin)
    select ${workspaceId}, name, label, coalesce(description, ''), ${SYNONYMS(tx)}, type, coalesce(sensitive, false), fields, 'custom'
    from jsonb_to_recordset(${JSON.stringify(SHOP_ATTRIBUTES)}::text::jsonb)
      as given(name text, label text, description text, synonyms jsonb, type text, sensitive boolean, fields jsonb)
    on conflict (workspace_id, name) do update
    set label = excluded.label, description = excluded.description, synonyms = excluded.synonyms`;
  await tx`
    insert into event_definitions (workspace_id, name, label, description, synonyms)
    select ${workspaceId}, name, label, coalesce(description, ''), ${SYNONYMS(tx)}
    from jsonb_to_recordset(${JSON.stringify(SHOP_EVENTS)}::text::jsonb)
      as given(name text, label text, description text, synonyms jsonb)
    on conflict (workspace_id, name) do update
    set label = excluded.label, description = excluded.description, synonyms = excluded.synonyms`;
  const properties = SHOP_EVENTS.flatMap(({ name: event, properties }) =>
    properties.map(({ name, type }) => ({ event, name, type, label: labelOf(name) })),
  );
  await tx`
    insert into event_properties (workspace_id, event_id, name, label, type)
    select ${workspaceId}, d.id, given.name, given.label, given.type
    from jsonb_to_recordset(${JSON.stringify(properties)}::text::jsonb)
      as given(event text, name text, label text, type text)
    join event_definitions d on d.workspace_id = ${workspaceId} and d.name = given.event
    on conflict (workspace_id, event_id, name) do nothing`;
  await tx`update workspaces set catalog_version = catalog_version + 1 where id = ${workspaceId}`;
  return readShopCatalog(tx, workspaceId);
}

const SYNONYMS = (tx: Sql) =>
  tx`array(select jsonb_array_elements_text(coalesce(given.synonyms, '[]'::jsonb)))`;

/** `productId` becomes “Product id”. */
const labelOf = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

async function readShopCatalog(tx: Sql, workspaceId: number): Promise<StoredShopCatalog> {
  const attributes = await tx<StoredShopCatalog['attributes'][number][]>`
    select key, name, type, fields from attributes where workspace_id = ${workspaceId}`;
  const properties = await tx<
    { id: number; event: string; eventId: number; name: string; type: FieldType }[]
  >`
    select p.id, p.name, p.type, d.id as "eventId", d.name as event
    from event_properties p join event_definitions d on d.id = p.event_id where d.workspace_id = ${workspaceId}`;
  const events = new Map(
    [...Map.groupBy(properties, ({ event }) => event)].map(([name, own]) => [
      name,
      { id: own[0]?.eventId ?? 0, properties: own },
    ]),
  );
  return { attributes: [...attributes], events };
}
