import { sql } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import type { CatalogDraft } from './catalog-draft.ts';
import { bumpCatalogVersion, loadCatalog, lockCatalog, type WorkspaceCatalog } from './workspace-catalog.ts';

export interface Registered<T> {
  /** What was read against a catalog that knows every name in it. */
  readonly read: T;
  /** The reading that met the new names: its warnings speak of them. */
  readonly noticed: T;
}

/**
 * Reads items against a catalog and registers the names that are new in them, in the transaction of their writing.
 * `read` is run again with every catalog that turns out to be newer, so the first accepted value decides about a type
 * however many processes see the name at the same time.
 */
export async function readRegistering<T extends { readonly draft: CatalogDraft }>(
  tx: Executor,
  catalog: WorkspaceCatalog,
  read: (catalog: WorkspaceCatalog) => T,
): Promise<Registered<T>> {
  const first = read(catalog);
  if (first.draft.isComplete) return { read: first, noticed: first };
  const { workspaceId } = catalog;
  const locked = await lockCatalog(tx, workspaceId);
  const noticed = locked.version === catalog.version ? first : read(locked);
  if (noticed.draft.isComplete) return { read: noticed, noticed };
  await register(tx, noticed.draft);
  return { read: read(await loadCatalog(tx, workspaceId)), noticed };
}

async function register(tx: Executor, { base, additions }: CatalogDraft): Promise<void> {
  const { workspaceId } = base;
  const attributes = [...additions.attributes.values()].map(({ name, type, fields }) => ({
    name,
    type,
    fields: type === 'objects' ? fields : null,
  }));
  await tx.execute(sql`
    insert into attributes (workspace_id, name, label, type, fields, origin)
    select ${workspaceId}, name, name, type, fields, 'custom'
    from json_to_recordset(${JSON.stringify(attributes)}::json) as r(name text, type text, fields jsonb)
    on conflict (workspace_id, name) do update set fields = excluded.fields`);
  const names = [...additions.events.keys()];
  await tx.execute(sql`
    insert into event_definitions (workspace_id, name, label)
    select ${workspaceId}, name, name from json_array_elements_text(${JSON.stringify(names)}::json) as r(name)
    on conflict (workspace_id, name) do nothing`);
  const properties = [...additions.events].flatMap(([event, types]) =>
    [...types].map(([name, type]) => ({ event, name, type })),
  );
  await tx.execute(sql`
    insert into event_properties (workspace_id, event_id, name, label, type)
    select ${workspaceId}, d.id, r.name, r.name, r.type
    from json_to_recordset(${JSON.stringify(properties)}::json) as r(event text, name text, type text)
    join event_definitions d on d.workspace_id = ${workspaceId} and d.name = r.event`);
  await bumpCatalogVersion(tx, workspaceId);
}
