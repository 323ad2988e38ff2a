import { createApiKey, listApiKeys } from '@satsuma/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

test('a key is shown once and listed without its secret', async () => {
  const made = await api.client(createApiKey, { body: { name: 'Shop', scopes: ['persons:write'] } });
  expect(made.key).toMatch(/^satsuma_/);
  const { data } = await api.client(listApiKeys);
  expect(data.map(({ id }) => id)).toContain(made.id);
  expect(JSON.stringify(data)).not.toContain(made.key);
});
