import {
  deletePerson,
  listPersonEvents,
  listPersonSegments,
  listPersons,
  mergePersons,
  readPerson,
  trackEvents,
  updatePerson,
  upsertPerson,
  upsertPersons,
} from '@satsuma/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  api.request(path, { method: 'POST', body, headers });

describe('POST /v1/persons', () => {
  test('creates with 201 and changes with 200', async () => {
    const body = { externalId: 'c-1', email: 'Ana@example.com', attributes: { city: 'Zagreb' } };
    const made = await post('/v1/persons', body);
    expect(made.status).toBe(201);
    const person = (await made.json()) as { id: number };
    expect(person).toEqual({
      id: person.id,
      externalId: 'c-1',
      type: 'customer',
      emails: ['Ana@example.com'],
      phones: [],
      tags: [],
      attributes: { city: 'Zagreb' },
      createdAt: api.clock.now().toISOString(),
      updatedAt: api.clock.now().toISOString(),
      lastSeenAt: null,
    });
    const again = await post('/v1/persons', {
      email: 'ANA@example.com',
      attributes: { fromCity: 'x', City: 'y' },
    });
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({
      id: person.id,
      warnings: [{ path: '/attributes/City', code: 'name.similar' }],
    });
  });

  test.each([
    [{ externalId: 5 }, 400, 'request.invalid', '/externalId'],
    [{ externalId: 'c-1', Email: 'x' }, 400, 'request.invalid', '/Email'],
    [{ externalId: 'c-1', type: 'vip' }, 400, 'request.invalid', '/type'],
    [{}, 422, 'request.invalid', ''],
    [{ phone: '+385 91 1234567' }, 422, 'request.invalid', '/phone'],
    [{ externalId: 'c-1', attributes: { city: 7 } }, 422, 'request.invalid', '/attributes/city'],
    [{ externalId: 'c-1', attributes: { nick: 'a\u0000' } }, 422, 'request.invalid', '/attributes/nick'],
    [{ externalId: 'x'.repeat(257) }, 422, 'limit.exceeded', '/externalId'],
    [{ externalId: 'c-1', tags: ['a'], addTags: ['b'] }, 422, 'request.invalid', '/addTags'],
  ])('refuses %j with %i', async (body, status, code, path) => {
    const reply = await post('/v1/persons', body);
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ code, issues: [{ path }] });
  });

  test('answers 409 and names both people', async () => {
    const [a, b] = await Promise.all([
      api.client(upsertPerson, { body: { externalId: 'two-a' } }),
      api.client(upsertPerson, { body: { email: 'two-b@x.io' } }),
    ]);
    const reply = await post('/v1/persons', { externalId: 'two-a', email: 'two-b@x.io' });
    expect(reply.status).toBe(409);
    const problem = (await reply.json()) as { code: string; detail: string };
    expect(problem.code).toBe('identity.conflict');
    expect(problem.detail).toContain(String(a.id));
    expect(problem.detail).toContain(String(b.id));
  });

  test('does a repeated request with an Idempotency-Key once, and forgets it with the person', async () => {
    const headers = { 'idempotency-key': 'once' };
    const body = { externalId: 'idem', attributes: { onceOnly: 1 } };
    expect((await post('/v1/persons', body, headers)).status).toBe(201);
    const again = await post('/v1/persons', body, headers);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    await api.client(deletePerson, { params: { id: 'externalId:idem' } });
    const fresh = await post('/v1/persons', body, headers);
    expect([fresh.status, fresh.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });
});

test('POST /v1/persons/batch lets good ones land', async () => {
  const { results, warnings } = await api.client(upsertPersons, {
    body: {
      persons: [
        { externalId: 'b-1', attributes: { moment: '2026-01-01T10:00:00' } },
        { externalId: 'b-2', attributes: { city: 1 } },
        7,
        { externalId: 'b-1' },
      ],
    },
  });
  expect(results).toMatchObject([
    { index: 0, status: 'created' },
    { index: 1, status: 'failed', error: { issues: [{ path: '/persons/1/attributes/city' }] } },
    { index: 2, status: 'failed', error: { issues: [{ path: '/persons/2' }] } },
    { index: 3, status: 'unchanged', id: results[0]?.id },
  ]);
  expect(warnings).toMatchObject([{ index: 0, path: '/persons/0/attributes/moment' }]);
  const reply = await post('/v1/persons/batch', { persons: Array.from({ length: 1001 }, () => ({})) });
  expect(reply.status).toBe(422);
  expect(await reply.json()).toMatchObject({ code: 'limit.exceeded' });
});

describe('/v1/persons/{id}', () => {
  test('takes an id and every identifier, percent-encoded', async () => {
    const { id } = await api.client(upsertPerson, {
      body: { externalId: 'path/with:odd %', email: 'path@x.io', phone: '+385911112222' },
    });
    for (const reference of [
      String(id),
      'externalId:path/with:odd %',
      'email:PATH@x.io',
      'phone:+385911112222',
    ]) {
      expect((await api.client(readPerson, { params: { id: reference } })).id).toBe(id);
    }
  });

  test.each([
    '0',
    '-1',
    '1.5',
    '1e3',
    '999999999',
    'x',
    'email:',
    'externalId:nobody',
    'name:x',
    '12345678901234567890',
  ])('%s is nobody', async (reference) => {
    const path = `/v1/persons/${encodeURIComponent(reference)}`;
    for (const init of [
      {},
      { method: 'PATCH', body: {} },
      { method: 'PATCH', body: { odd: 1 } },
      { method: 'DELETE' },
    ]) {
      const reply = await api.request(path, init);
      expect(reply.status).toBe(404);
      expect(await reply.json()).toMatchObject({ code: 'not_found' });
    }
    expect((await api.request(`${path}/events`)).status).toBe(404);
    expect((await api.request(`${path}/segments`)).status).toBe(404);
  });

  test('is changed, read and deleted', async () => {
    const { id } = await api.client(upsertPerson, { body: { externalId: 'patch-me', tags: ['a', 'b'] } });
    const params = { id: String(id) };
    api.clock.advance(1000);
    const changed = await api.client(updatePerson, {
      params,
      body: { removeTags: ['A'], addTags: ['c'], type: 'lead', attributes: { city: 'Split' } },
    });
    expect(changed).toMatchObject({ tags: ['b', 'c'], type: 'lead', attributes: { city: 'Split' } });
    expect(changed.updatedAt).toBe(api.clock.now().toISOString());
    api.clock.advance(1000);
    expect((await api.client(updatePerson, { params, body: {} })).updatedAt).toBe(changed.updatedAt);
    const reply = await api.request(`/v1/persons/${id}`, { method: 'DELETE' });
    expect([reply.status, await reply.text()]).toEqual([204, '']);
    expect((await api.request(`/v1/persons/${id}`)).status).toBe(404);
  });

  test('is a wall between workspaces', async () => {
    const other = await api.createWorkspace();
    const { id } = await other.client(upsertPerson, { body: { externalId: 'theirs', email: 'theirs@x.io' } });
    for (const reference of [String(id), 'externalId:theirs', 'email:theirs@x.io']) {
      expect((await api.request(`/v1/persons/${reference}`)).status).toBe(404);
      expect((await api.request(`/v1/persons/${reference}`, { method: 'DELETE' })).status).toBe(404);
    }
    expect((await post('/v1/persons/merge', { from: id, into: { externalId: 'c-1' } })).status).toBe(404);
    expect(await other.client(readPerson, { params: { id: String(id) } })).toMatchObject({
      externalId: 'theirs',
    });
  });
});

test('POST /v1/persons/merge gives the survivor, again and again', async () => {
  const old = await api.client(upsertPerson, { body: { externalId: 'm-old', attributes: { city: 'Pula' } } });
  const { id } = await api.client(upsertPerson, { body: { externalId: 'm-new' } });
  const body = { from: old.id, into: { externalId: 'm-new' } };
  const merged = await api.client(mergePersons, { body });
  expect(merged).toMatchObject({ id, externalId: 'm-new', attributes: { city: 'Pula' } });
  expect(await api.client(mergePersons, { body })).toEqual(merged);
  expect(await api.client(mergePersons, { body: { from: id, into: id } })).toEqual(merged);
  expect((await api.client(readPerson, { params: { id: 'externalId:m-old' } })).id).toBe(id);
  const reply = await post('/v1/persons/merge', { from: { externalId: 'nobody' }, into: id });
  expect(reply.status).toBe(404);
});

test('GET /v1/persons pages and searches', async () => {
  const { client } = await api.createWorkspace();
  await client(upsertPersons, {
    body: {
      persons: [0, 1, 2].map((nth) => ({
        externalId: `list-${nth}`,
        attributes: { firstName: `Name${nth}` },
      })),
    },
  });
  const first = await client(listPersons, { query: { limit: 2 } });
  expect(first.data.map(({ externalId }) => externalId)).toEqual(['list-2', 'list-1']);
  const rest = await client(listPersons, { query: { limit: 2, cursor: first.nextCursor ?? '' } });
  expect([rest.data.map(({ externalId }) => externalId), rest.nextCursor]).toEqual([['list-0'], null]);
  expect((await client(listPersons, { query: { search: 'NAME1' } })).data).toHaveLength(1);
  expect((await api.request('/v1/persons?cursor=nonsense')).status).toBe(400);
  expect((await api.request('/v1/persons?limit=0')).status).toBe(400);
  expect((await api.request('/v1/persons?odd=1')).status).toBe(400);
});

test('a timeline and memberships belong to a person', async () => {
  const { id } = await api.client(upsertPerson, { body: { externalId: 'timeline' } });
  const events = ['a', 'b', 'c'].map((name, nth) => ({
    name,
    person: { id },
    occurredAt: `2026-01-0${nth + 1}T00:00:00Z`,
    properties: { nth },
  }));
  await api.client(trackEvents, { body: { events } });
  const params = { id: 'externalId:timeline' };
  const page = await api.client(listPersonEvents, { params, query: { limit: 2 } });
  expect(page.data).toMatchObject([
    { name: 'c', occurredAt: '2026-01-03T00:00:00.000Z', properties: { nth: 2 } },
    { name: 'b' },
  ]);
  const next = await api.client(listPersonEvents, {
    params,
    query: { limit: 2, cursor: page.nextCursor ?? '' },
  });
  expect([next.data.map(({ name }) => name), next.nextCursor]).toEqual([['a'], null]);
  expect((await api.client(listPersonSegments, { params })).data).toEqual([]);
});
