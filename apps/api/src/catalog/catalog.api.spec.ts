import {
  createAttribute,
  createEventDefinition,
  createSegment,
  listAttributeValues,
  listAttributes,
  listEventDefinitions,
  listPropertyValues,
  readAttribute,
  readEventDefinition,
  trackEvents,
  updateAttribute,
  updateEventDefinition,
  upsertPersons,
} from '@satsuma/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const send = async (method: string, path: string, body?: unknown) => {
  const reply = await api.request(path, { method, ...(body === undefined ? {} : { body }) });
  const text = await reply.text();
  return {
    status: reply.status,
    body: (text === '' ? null : JSON.parse(text)) as Record<string, unknown> | null,
  };
};

test('an attribute is defined, changed, read and deleted', async () => {
  const made = await api.client(createAttribute, {
    body: { name: 'tier', type: 'text', label: 'Tier', synonyms: ['level'] },
  });
  expect(made).toEqual({
    name: 'tier',
    label: 'Tier',
    description: '',
    type: 'text',
    synonyms: ['level'],
    sensitive: false,
    origin: 'custom',
  });
  const params = { name: 'tier' };
  expect(
    await api.client(updateAttribute, { params, body: { description: 'Of loyalty', type: 'text' } }),
  ).toMatchObject({
    description: 'Of loyalty',
    label: 'Tier',
  });
  expect(await api.client(readAttribute, { params })).toMatchObject({ description: 'Of loyalty' });
  expect(await send('PATCH', '/v1/attributes/tier', { type: 'date' })).toMatchObject({
    status: 409,
    body: { code: 'catalog.type_fixed' },
  });
  expect(await send('POST', '/v1/attributes', { name: 'tier', type: 'text' })).toMatchObject({
    status: 409,
    body: { code: 'catalog.in_use' },
  });
  expect(await send('DELETE', '/v1/attributes/tier')).toEqual({ status: 204, body: null });
  expect((await send('GET', '/v1/attributes/tier')).status).toBe(404);
});

test.each([
  ['POST', '/v1/attributes', { name: 'no name', type: 'text' }, 422],
  ['POST', '/v1/attributes', { name: 'x', type: 'string' }, 400],
  ['POST', '/v1/attributes', { name: 'x', type: 'text', fields: [{ name: 'a', type: 'text' }] }, 422],
  ['POST', '/v1/attributes', { name: 'x' }, 400],
  ['POST', '/v1/events/definitions', { name: '  ' }, 422],
  ['POST', '/v1/events/definitions', { name: 'x', properties: [{ name: 'a', type: 'objects' }] }, 400],
  ['PATCH', '/v1/attributes/nothing', { odd: 1 }, 404],
  ['PATCH', '/v1/attributes/city', { odd: 1 }, 400],
  ['PATCH', '/v1/attributes/email', { label: 'Mail' }, 409],
  ['DELETE', '/v1/attributes/city', undefined, 409],
  ['DELETE', '/v1/attributes/tags', undefined, 409],
  ['DELETE', '/v1/attributes/nothing', undefined, 404],
  ['DELETE', '/v1/events/definitions/nothing', undefined, 404],
  ['DELETE', '/v1/events/definitions/app_launched', undefined, 409],
  ['GET', '/v1/attributes/nothing/values', undefined, 404],
  ['GET', '/v1/events/definitions/app_launched/properties/nothing/values', undefined, 404],
  ['GET', '/v1/events/definitions/nothing/properties/nothing/values', undefined, 404],
])('%s %s %j is %i', async (method, path, body, status) => {
  expect((await send(method, path, body)).status).toBe(status);
});

test('L7: what a segment mentions is not deleted, and the segments are named', async () => {
  await api.client(createAttribute, { body: { name: 'kept', type: 'text' } });
  const segment = await api.client(createSegment, {
    body: {
      name: 'Keepers',
      rule: { match: 'all', conditions: [{ kind: 'attribute', attribute: 'kept', operator: 'is_set' }] },
    },
  });
  expect(await send('DELETE', '/v1/attributes/kept')).toMatchObject({
    status: 409,
    body: { code: 'catalog.in_use', segments: [{ id: segment.id, name: 'Keepers' }] },
  });
});

test('an event definition has a name that may need encoding', async () => {
  const name = 'Order / placed? 100%';
  await api.client(createEventDefinition, {
    body: { name, properties: [{ name: 'total', type: 'decimal' }] },
  });
  const params = { name };
  await api.client(updateEventDefinition, { params, body: { properties: [{ name: 'shop', type: 'text' }] } });
  const read = await api.client(readEventDefinition, { params });
  expect(read.properties.map((property) => property.name)).toEqual(['shop', 'total']);
  await api.client(trackEvents, {
    body: { events: [{ name, person: { externalId: 'a' }, properties: { shop: 'Split' } }] },
  });
  const values = await api.client(listPropertyValues, { params: { name, property: 'shop' } });
  expect(values.data).toEqual([{ value: 'Split', count: 1 }]);
});

test('lists are by name and searched', async () => {
  const { client } = await api.createWorkspace();
  expect((await client(listAttributes, { query: { limit: 500 } })).data).toHaveLength(20);
  expect((await client(listAttributes, { query: { search: 'language' } })).data).toMatchObject([
    { name: 'preferredLanguage', origin: 'standard' },
  ]);
  expect((await client(listEventDefinitions)).data.map(({ name }) => name)).toEqual(['app_launched']);
});

test('values are suggested with counts', async () => {
  const { client } = await api.createWorkspace();
  const persons = ['Split', 'split', 'Zadar'].map((city, nth) => ({
    externalId: `v-${nth}`,
    attributes: { city },
  }));
  await client(upsertPersons, { body: { persons } });
  const params = { name: 'city' };
  expect((await client(listAttributeValues, { params })).data).toEqual([
    { value: 'Split', count: 2 },
    { value: 'Zadar', count: 1 },
  ]);
  expect((await client(listAttributeValues, { params, query: { q: 'ZA', limit: 1 } })).data).toEqual([
    { value: 'Zadar', count: 1 },
  ]);
  await client(updateAttribute, { params, body: { sensitive: true } });
  expect((await client(listAttributeValues, { params })).data).toEqual([]);
});

test('changes of the catalog need the scope admin', async () => {
  const authorization = `Bearer ${await api.createKey('segments:write', 'persons:write')}`;
  const reply = await api.request('/v1/attributes', {
    method: 'POST',
    authorization,
    body: { name: 'x', type: 'text' },
  });
  expect(reply.status).toBe(403);
  expect((await api.request('/v1/attributes', { authorization })).status).toBe(200);
});
