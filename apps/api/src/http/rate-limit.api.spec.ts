import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SATSUMA_RATE_LIMIT: 'on' });
});
afterAll(() => api.stop());

const many = async (count: number, authorization: string): Promise<Response[]> => {
  const replies: Response[] = [];
  for (let sent = 0; sent < count; sent += 50) {
    const batch = Array.from({ length: Math.min(50, count - sent) }, () =>
      api.request('/v1/workspace', { authorization }),
    );
    replies.push(...(await Promise.all(batch)));
  }
  await Promise.all(replies.map((reply) => reply.text()));
  return replies;
};
const statuses = (replies: readonly Response[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

test('a key has 1,000 requests at once and 200 a second after that; others are not held up', async () => {
  const key = `Bearer ${await api.createKey('admin')}`;
  const first = await api.request('/v1/workspace', { authorization: key });
  expect(first.headers.get('ratelimit-limit')).toBe('1000');
  expect(first.headers.get('ratelimit-remaining')).toBe('999');
  expect(first.headers.get('ratelimit-reset')).toBe('1');
  expect(statuses(await many(1009, key))).toEqual({ 200: 999, 429: 10 });

  const refused = await api.request('/v1/workspace', { authorization: key });
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ code: 'rate.limited', status: 429 });
  expect((await api.request('/v1/workspace')).status).toBe(200);

  api.clock.advance(1000);
  expect(statuses(await many(205, key))).toEqual({ 200: 200, 429: 5 });
});

test('wrong keys are refused 20 a second from an address; a right key from there is not', async () => {
  expect(statuses(await many(25, 'Bearer wrong'))).toEqual({ 401: 20, 429: 5 });
  expect((await api.request('/v1/workspace')).status).toBe(200);
  api.clock.advance(1000);
  expect(statuses(await many(21, 'Bearer wrong'))).toEqual({ 401: 20, 429: 1 });
});

test('attempts to sign in are few, and count by account; who gets in gets in again', async () => {
  const owner = { email: 'owner@example.com', password: 'correct horse battery' };
  await api.createOwner(owner);
  const attempt = (password: string) =>
    api.request('/v1/session', { method: 'POST', authorization: null, body: { ...owner, password } });
  for (let count = 0; count < 12; count += 1) expect((await attempt(owner.password)).status).toBe(200);
  const wrong = await Promise.all(Array.from({ length: 12 }, () => attempt('wrong')));
  expect(statuses(wrong)).toEqual({ 401: 10, 429: 2 });
  expect((await attempt(owner.password)).status).toBe(429);
  api.clock.advance(6000);
  expect((await attempt(owner.password)).status).toBe(200);
});
