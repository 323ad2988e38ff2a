import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '@satsuma/database';
import { startTestApi, type TestApi, type TestRequest } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const post = (path: string, key: string, body: unknown, init: TestRequest = {}) =>
  api.request(path, { method: 'POST', body, headers: { 'idempotency-key': key }, ...init });

const makeKey = (key: string, name: string, init: TestRequest = {}) =>
  post('/v1/api-keys', key, { name, scopes: ['events:write'] }, init);

async function keysNamed(name: string): Promise<number> {
  return api.database.db.$count(schema.apiKeys, sql`${schema.apiKeys.name} = ${name}`);
}

test('L6: a repeated request changes nothing and is answered alike', async () => {
  const first = await makeKey('a', 'Once');
  const again = await makeKey('a', 'Once');
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(await again.text()).toBe(await first.text());
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
  expect(await keysNamed('Once')).toBe(1);
});

test('L6: of many at once one works; the others get its reply or are asked to wait', async () => {
  const replies = await Promise.all(Array.from({ length: 20 }, () => makeKey('b', 'Race')));
  const bodies = new Set<string>();
  for (const reply of replies) {
    expect([201, 409]).toContain(reply.status);
    if (reply.status === 201) bodies.add(await reply.text());
    else expect(await reply.json()).toMatchObject({ code: 'idempotency.conflict', status: 409 });
  }
  expect(bodies.size).toBe(1);
  expect(await keysNamed('Race')).toBe(1);
  expect((await makeKey('b', 'Race')).status).toBe(201);
});

test('another body with the same key is refused', async () => {
  await makeKey('c', 'First');
  const other = await makeKey('c', 'Second');
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ code: 'idempotency.conflict' });
  expect(await keysNamed('Second')).toBe(0);
});

test('refusals are kept too', async () => {
  const body = { name: '', scopes: [] };
  const first = await post('/v1/api-keys', 'd', body);
  const again = await post('/v1/api-keys', 'd', body);
  expect([first.status, again.status]).toEqual([400, 400]);
  expect(await again.text()).toBe(await first.text());
  expect(again.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
});

test('a key holds for its workspace and its route', async () => {
  const other = await api.createWorkspace();
  await makeKey('e', 'Walls');
  expect((await makeKey('e', 'Elsewhere', { authorization: `Bearer ${other.key}` })).status).toBe(201);
  const created = await post(
    '/v1/workspaces',
    'e',
    { name: 'x' },
    { authorization: `Bearer ${api.instanceKey}` },
  );
  expect(created.status).toBe(201);
});

test('a key is forgotten after 24 hours', async () => {
  await makeKey('f', 'Day');
  api.clock.advance(24 * 3_600_000 - 1);
  await makeKey('f', 'Day');
  expect(await keysNamed('Day')).toBe(1);
  api.clock.advance(1);
  await makeKey('f', 'Day');
  expect(await keysNamed('Day')).toBe(2);
});

test.each(['', 'x'.repeat(256), 'ключ', 'a\tb'])('the key %j is refused', async (key) => {
  const headers = { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') };
  const reply = await api.request('/v1/api-keys', { method: 'POST', body: {}, headers });
  expect(reply.status).toBe(400);
  expect(await reply.json()).toMatchObject({
    code: 'request.invalid',
    detail: expect.stringContaining('Idempotency-Key') as string,
  });
});

test('255 printable characters are a key', async () => {
  expect((await makeKey('~'.repeat(255), 'Long')).status).toBe(201);
});

test('a reply that shows a secret is kept sealed, and opens for its sender only', async () => {
  const made = (await (await makeKey('g', 'Secret')).json()) as { key: string };
  const rows = await api.database.db.select().from(schema.idempotencyKeys);
  expect(JSON.stringify(rows)).not.toContain(made.key);
  const authorization = `Bearer ${await api.createKey('admin')}`;
  const other = await makeKey('g', 'Secret', { authorization });
  expect(other.status).toBe(422);
  expect(await other.text()).not.toContain(made.key);
});

test('on other methods the header says nothing', async () => {
  const headers = { 'idempotency-key': 'h' };
  const change = (name: string) => api.request('/v1/workspace', { method: 'PATCH', body: { name }, headers });
  expect(await (await change('One')).json()).toMatchObject({ name: 'One' });
  expect(await (await change('Two')).json()).toMatchObject({ name: 'Two' });
});

test('deleting a person deletes the kept replies that speak of them', async () => {
  const { idempotencyKeys } = schema;
  const before = await api.database.db.$count(idempotencyKeys);
  const one = await post('/v1/persons', 'p1', { externalId: 'gone' });
  await post('/v1/persons/batch', 'p2', {
    persons: [{ externalId: 'gone', tags: ['x'] }, { externalId: 'stays' }],
  });
  await post('/v1/persons', 'p3', { externalId: 'stays' });
  const { id } = (await one.json()) as { id: number };
  expect(await api.database.db.$count(idempotencyKeys)).toBe(before + 3);
  expect((await api.request(`/v1/persons/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await api.database.db.$count(idempotencyKeys)).toBe(before + 1);
});
