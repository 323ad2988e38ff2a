import { createApiKey, listApiKeys, revokeApiKey } from '@satsuma/contracts';
import { listAudit, schema } from '@satsuma/database';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

test('a key is shown once, stored as a hash, and listed without its secret', async () => {
  const made = await api.client(createApiKey, {
    body: { name: 'Shop', scopes: ['persons:write', 'persons:write'] },
  });
  expect(made).toMatchObject({ name: 'Shop', scopes: ['persons:write'], lastUsedAt: null });
  expect(made.key).toMatch(/^satsuma_[\w-]{43}$/);
  expect(made.key.startsWith(made.prefix)).toBe(true);
  const listed = await api.client(listApiKeys);
  expect(listed.data.find(({ id }) => id === made.id)).toMatchObject({ name: 'Shop', prefix: made.prefix });
  const stored = await api.database.db.select().from(schema.apiKeys);
  expect(JSON.stringify([listed, stored])).not.toContain(made.key);
});

test.each(['Bearer', 'App', 'bearer', 'APP'])('%s brings a key', async (scheme) => {
  const { status } = await api.request('/v1/workspace', { authorization: `${scheme} ${api.workspace.key}` });
  expect(status).toBe(200);
});

test.each([
  '',
  'Bearer',
  'Bearer ',
  'Bearer x',
  'Basic eDp5',
  'Token x',
  'Bearer a b',
  `Bearer ${'x'.repeat(600)}`,
])('the header %j is no key', async (authorization) => {
  const reply = await api.request('/v1/workspace', { authorization });
  expect(reply.status).toBe(401);
  expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  expect(await reply.json()).toMatchObject({ code: 'auth.missing' });
});

test('a revoked key is refused at once', async () => {
  const { key, id } = await api.client(createApiKey, { body: { name: 'Short-lived', scopes: ['admin'] } });
  const use = () => api.request('/v1/workspace', { authorization: `Bearer ${key}` });
  expect((await use()).status).toBe(200);
  await api.client(revokeApiKey, { params: { id: String(id) } });
  expect((await use()).status).toBe(401);
  const again = await api.request(`/v1/api-keys/${id}`, { method: 'DELETE' });
  expect(again.status).toBe(404);
});

test('a key of another workspace is not there', async () => {
  const other = await api.createWorkspace();
  const { id } = await other.client(createApiKey, { body: { name: 'Theirs', scopes: ['admin'] } });
  expect((await api.request(`/v1/api-keys/${id}`, { method: 'DELETE' })).status).toBe(404);
  expect((await other.client(listApiKeys)).data.some((key) => key.id === id)).toBe(true);
  expect((await api.client(listApiKeys, { query: { limit: 500 } })).data.some((key) => key.id === id)).toBe(
    false,
  );
});

test('a workspace has at most 100 keys, also when many are made at once', async () => {
  const { client, id } = await api.createWorkspace();
  const made = await Promise.allSettled(
    Array.from({ length: 110 }, (_, index) =>
      client(createApiKey, { body: { name: `k${index}`, scopes: ['admin'] } }),
    ),
  );
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(99);
  expect(await api.database.db.$count(schema.apiKeys, eq(schema.apiKeys.workspaceId, id))).toBe(100);
  const refused = made.find((one) => one.status === 'rejected');
  expect(refused?.reason).toMatchObject({ problem: { status: 422, code: 'limit.exceeded' } });
});

test('the last use is written down', async () => {
  const { key, id } = await api.client(createApiKey, { body: { name: 'Used', scopes: ['segments:read'] } });
  api.clock.advance(61_000);
  await api.request('/v1/workspace', { authorization: `Bearer ${key}` });
  const lastUsed = async () => (await api.client(listApiKeys)).data.find((one) => one.id === id)?.lastUsedAt;
  await expect.poll(lastUsed).toBe(api.clock.now().toISOString());
});

test('making and revoking are in the audit log, without the key', async () => {
  const { client, id: workspaceId, key: admin } = await api.createWorkspace();
  const { id, key } = await client(createApiKey, { body: { name: 'Audited', scopes: ['admin'] } });
  await client(revokeApiKey, { params: { id: String(id) } });
  const rows = await listAudit(api.database.db, workspaceId, 10);
  expect(rows.slice(0, 2)).toMatchObject([
    { action: 'api_key.revoked', subject: `key:${id}`, actor: expect.stringMatching(/^key:\d+$/) as string },
    { action: 'api_key.created', subject: `key:${id}`, details: { name: 'Audited', scopes: ['admin'] } },
  ]);
  expect(JSON.stringify(rows)).not.toContain(key);
  expect(JSON.stringify(rows)).not.toContain(admin);
});
