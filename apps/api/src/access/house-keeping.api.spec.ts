import { schema } from '@satsuma/database';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';
import { HouseKeeping } from './house-keeping.service.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

test('clears what has expired and keeps the rest', async () => {
  const owner = { email: 'owner@example.com', password: 'correct horse battery' };
  await api.createOwner(owner);
  const use = async (key: string): Promise<void> => {
    await api.request('/v1/session', { method: 'POST', body: owner, authorization: null });
    const headers = { 'idempotency-key': key };
    await api.request('/v1/api-keys', { method: 'POST', body: { name: key, scopes: ['admin'] }, headers });
  };
  const { db } = api.database;
  const kept = async () => [await db.$count(schema.sessions), await db.$count(schema.idempotencyKeys)];
  const houseKeeping = new HouseKeeping(db, api.clock, pino({ level: 'silent' }));
  await use('old');
  api.clock.advance(14 * 24 * 3_600_000);
  await use('new');
  expect(await kept()).toEqual([2, 2]);
  await houseKeeping.clear();
  expect(await kept()).toEqual([1, 1]);
});
