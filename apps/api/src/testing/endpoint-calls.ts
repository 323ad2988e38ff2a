import { trackEvents, upsertPerson, type Endpoint } from '@satsuma/contracts';
import { createAttribute, createApiKey, createEventDefinition, createSegment } from '@satsuma/contracts';
import { getTableName, is, sql } from 'drizzle-orm';
import { PgTable, getTableConfig } from 'drizzle-orm/pg-core';
import { schema } from '@satsuma/database';
import { prefixesOf } from '../http/subjects.ts';
import type { TestApi, TestRequest, TestWorkspace } from './test-api.ts';

/** What a workspace has at each path with a parameter, by that path. */
export type Things = Readonly<Record<string, string>>;

/** Puts one of everything that a path can name into a workspace. A new kind of path needs a line here. */
export async function makeThings(
  api: TestApi,
  { client, key, id }: TestWorkspace,
  mark: string,
): Promise<Things> {
  const person = await client(upsertPerson, { body: { externalId: mark, email: `${mark}@example.com` } });
  const attribute = `${mark}Attribute`;
  await client(createAttribute, { body: { name: attribute, type: 'text' } });
  const event = `${mark}_event`;
  const properties = [{ name: 'price', type: 'decimal' as const }];
  await client(createEventDefinition, { body: { name: event, properties } });
  await client(trackEvents, {
    body: { name: event, person: { externalId: mark }, properties: { price: 5 } },
  });
  const rule = { match: 'all', conditions: [{ kind: 'everyone' }] };
  const segment = await client(createSegment, { body: { name: `${mark} segment`, rule } });
  const apiKey = await client(createApiKey, { body: { name: mark, scopes: ['segments:read'] } });
  const form = new FormData();
  form.set('kind', 'persons');
  form.set('mapping', JSON.stringify({ format: 'csv', columns: { customer: { to: 'externalId' } } }));
  form.set('file', new File(['customer\r\n1\r\n'], 'customers.csv'));
  const upload = await api.request('/v1/imports', {
    method: 'POST',
    body: form,
    authorization: `Bearer ${key}`,
  });
  const { id: importId } = (await upload.json()) as { id: number };
  return {
    '/v1/persons/{id}': String(person.id),
    '/v1/imports/{id}': String(importId),
    '/v1/attributes/{name}': attribute,
    '/v1/events/definitions/{name}': event,
    '/v1/events/definitions/{name}/properties/{property}': 'price',
    '/v1/segments/{id}': String(segment.id),
    '/v1/segments/{id}/persons/{personId}': String(person.id),
    '/v1/api-keys/{id}': String(apiKey.id),
    '/v1/workspaces/{id}': String(id),
  };
}

/** The path of an endpoint with its parameters filled in. */
export function pathOf({ id, path }: Endpoint, things: Things): string {
  let filled = path;
  for (const prefix of prefixesOf(path)) {
    const thing = things[prefix];
    if (thing === undefined)
      throw new Error(`${id} has a path with ${prefix}, and makeThings makes no such thing.`);
    filled = filled.replace(/\{\w+\}/, encodeURIComponent(thing));
  }
  return filled;
}

/** A request as the documentation shows it. */
export function exampleRequest({ method, bodyKind, example }: Endpoint): TestRequest {
  if (bodyKind !== 'multipart')
    return { method, ...(example?.body === undefined ? {} : { body: example.body }) };
  const form = new FormData();
  form.set('kind', 'persons');
  form.set('mapping', JSON.stringify({ format: 'csv', columns: { customer: { to: 'externalId' } } }));
  form.set('file', new File(['customer\r\n2\r\n'], 'customers.csv'));
  return { method, body: form };
}

/** What every table holds of a workspace, to see whether anything changed. */
export async function contentsOf(
  { database }: TestApi,
  workspaceId: number,
): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const table of (Object.values(schema) as unknown[]).filter((one): one is PgTable =>
    is(one, PgTable),
  )) {
    if (!getTableConfig(table).columns.some(({ name }) => name === 'workspace_id')) continue;
    const [row] = await database.db.execute<{ digest: string }>(sql`
      select md5(coalesce(string_agg((to_jsonb(t) - 'last_used_at')::text, '|' order by t::text), '')) as digest
      from ${table} t where workspace_id = ${workspaceId}`);
    contents[getTableName(table)] = row?.digest ?? '';
  }
  return contents;
}
