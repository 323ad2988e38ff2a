import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

test('requests with a key leave connections to what is done in them', async () => {
  const body = { rule: { match: 'all', conditions: [{ kind: 'everyone' }] } };
  const preview = (index: number) =>
    api.request('/v1/segments/preview', {
      method: 'POST',
      body,
      headers: { 'idempotency-key': `preview-${index}` },
    });
  const replies = await Promise.all(Array.from({ length: 30 }, (_, index) => preview(index)));
  expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
});

test('a name that records leave out is refused like any other', async () => {
  const send = (path: string, json: string) =>
    api.request(path, {
      method: 'POST',
      body: JSON.parse(json) as unknown,
    });
  const person = await send('/v1/persons', '{"externalId":"p","attributes":{"__proto__":"x"}}');
  expect(person.status).toBe(422);
  const event = await send(
    '/v1/events',
    '{"name":"e","person":{"externalId":"p"},"properties":{"__proto__":"x"}}',
  );
  expect(event.status).toBe(422);
  const compared = await send(
    '/v1/segments/compare',
    '{"a":{"match":"all","conditions":[{"kind":"everyone"}],"__proto__":1},"b":1}',
  );
  expect(compared.status).toBe(422);
});
