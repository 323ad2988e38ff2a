import { listPersonEvents, readPerson, trackEvents } from '@satsuma/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const post = (body: unknown) => api.request('/v1/events', { method: 'POST', body });

test('one event is taken with 202, and again as a duplicate', async () => {
  const body = {
    eventId: 'one',
    name: 'purchase',
    person: { externalId: 'e-1' },
    properties: { total: 59.9 },
  };
  const reply = await post(body);
  expect(reply.status).toBe(202);
  expect(await reply.json()).toEqual({ accepted: 1, duplicates: 0, failed: [] });
  expect(await (await post(body)).json()).toEqual({ accepted: 0, duplicates: 1, failed: [] });
  const params = { id: 'externalId:e-1' };
  expect((await api.client(listPersonEvents, { params })).data).toHaveLength(1);
  expect((await api.client(readPerson, { params })).lastSeenAt).toBe(api.clock.now().toISOString());
});

test('a batch says what failed, with pointers from the body', async () => {
  const outcome = await api.client(trackEvents, {
    body: {
      events: [
        { name: 'a', person: { externalId: 'e-2' } },
        { name: 'a', person: {} },
        { name: 'purchase', person: { externalId: 'e-2' }, properties: { total: 'much' } },
        { name: 'cart', person: { externalId: 'e-2' }, properties: { items: [{ sku: 1 }] } },
      ],
    },
  });
  expect(outcome).toMatchObject({
    accepted: 2,
    duplicates: 0,
    failed: [
      { index: 1, error: { code: 'request.invalid', issues: [{ path: '/events/1/person' }] } },
      { index: 2, error: { code: 'request.invalid', issues: [{ path: '/events/2/properties/total' }] } },
    ],
    warnings: [{ index: 3, path: '/events/3/properties/items', code: 'property.timeline_only' }],
  });
});

test.each([
  [{ name: 'a', person: { externalId: 'e-3' }, properties: { 'no name': 1 } }, 422, 'request.invalid'],
  [{ name: 'a', person: {} }, 422, 'request.invalid'],
  [{ name: 'n'.repeat(129), person: { externalId: 'e-3' } }, 422, 'limit.exceeded'],
  [{ name: 'a', person: { externalId: 'e-3' }, occurredAt: 'yesterday' }, 422, 'request.invalid'],
  [{ name: 'a', person: { id: 999_999_999 } }, 422, 'request.invalid'],
  [{ name: 'a' }, 400, 'request.invalid'],
  [{ name: 'a', person: { externalId: 'e-3' }, odd: 1 }, 400, 'request.invalid'],
  [{ events: [] }, 400, 'request.invalid'],
  [{ events: {} }, 400, 'request.invalid'],
])('refuses %j with %i and writes nothing', async (body, status, code) => {
  const reply = await post(body);
  expect(reply.status).toBe(status);
  expect(await reply.json()).toMatchObject({ code });
  expect((await api.request('/v1/persons/externalId:e-3')).status).toBe(404);
});

test('one event of two people is a conflict', async () => {
  await api.client(trackEvents, {
    body: {
      events: [
        { name: 'a', person: { externalId: 'e-4' } },
        { name: 'a', person: { email: 'e-5@x.io' } },
      ],
    },
  });
  const reply = await post({ name: 'a', person: { externalId: 'e-4', email: 'e-5@x.io' } });
  expect(reply.status).toBe(409);
  expect(await reply.json()).toMatchObject({ code: 'identity.conflict' });
});

test('L10: 5,000 events go, 5,001 do not', async () => {
  const events = Array.from({ length: 5001 }, (_, nth) => ({
    name: 'many',
    person: { externalId: `m-${nth % 100}` },
  }));
  const reply = await post({ events });
  expect(reply.status).toBe(422);
  expect(await reply.json()).toMatchObject({ code: 'limit.exceeded' });
  expect(await api.client(trackEvents, { body: { events: events.slice(1) } })).toEqual({
    accepted: 5000,
    duplicates: 0,
    failed: [],
  });
});

test('a strict workspace takes no unknown names', async () => {
  const { client } = await api.createWorkspace({ strict: true });
  const outcome = await client(trackEvents, {
    body: { events: [{ name: 'unheard_of', person: { externalId: 'a' } }] },
  });
  expect(outcome).toMatchObject({ accepted: 0, failed: [{ index: 0 }] });
});
