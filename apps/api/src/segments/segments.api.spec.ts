import {
  bulkDeleteSegments,
  createSegment,
  deleteSegment,
  duplicateSegment,
  listSegments,
  readSegment,
  replaceSegment,
  updateSegment,
  type Problem,
} from '@satsuma/contracts';
import { listAudit } from '@satsuma/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const cityIs = (value: string) => ({
  match: 'all',
  conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value }],
});
const memberOf = (segment: number) => ({
  match: 'all',
  conditions: [{ kind: 'segment', segment, operator: 'member' }],
});
let made = 0;
const create = (rule: unknown = cityIs('Zagreb'), name = `Segment ${(made += 1)}`) =>
  api.client(createSegment, { body: { name, rule } });
const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const reply = await api.request(path, { method, body, headers });
  const text = await reply.text();
  return {
    status: reply.status,
    headers: reply.headers,
    body: (text === '' ? null : JSON.parse(text)) as Problem & Record<string, unknown>,
  };
};

describe('a segment', () => {
  it('is created building, read, and carries its version as ETag', async () => {
    const reply = await send('POST', '/v1/segments', {
      name: 'Fans',
      description: 'of the coast',
      rule: cityIs('Split'),
    });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('etag')).toBe('"1"');
    expect(reply.body).toMatchObject({
      name: 'Fans',
      description: 'of the coast',
      rule: { version: 1, ...cityIs('Split') },
      sentences: ['City is Split'],
      origin: 'user',
      status: 'building',
      progress: { done: 0, total: 0 },
      failure: null,
      size: 0,
      usedByJourneys: 0,
      version: 1,
      ruleVersion: 1,
      createdBy: { name: 'First key' },
    });
    const id = Number(reply.body['id']);
    const read = await send('GET', `/v1/segments/${id}`);
    expect(read.body).toEqual(reply.body);
    expect(read.headers.get('etag')).toBe('"1"');
    const audit = await listAudit(api.database.db, api.workspace.id, 1);
    expect(audit[0]).toMatchObject({ action: 'segment.created', subject: `segment:${id}` });
  });

  it('is changed as a whole or in parts', async () => {
    const { id } = await create();
    const put = await api.client(replaceSegment, {
      params: { id: String(id) },
      body: { name: 'Put', description: 'd', rule: cityIs('Rijeka') },
    });
    expect(put).toMatchObject({
      name: 'Put',
      description: 'd',
      version: 2,
      ruleVersion: 2,
      sentences: ['City is Rijeka'],
    });
    const patched = await api.client(updateSegment, {
      params: { id: String(id) },
      body: { description: '' },
    });
    expect(patched).toMatchObject({ name: 'Put', description: '', version: 3, ruleVersion: 2 });
    expect(await api.client(updateSegment, { params: { id: String(id) }, body: {} })).toMatchObject({
      version: 3,
    });
    expect((await send('PUT', `/v1/segments/${id}`, { name: 'Put' })).status).toBe(400);
  });

  it('is not changed on another version: 412', async () => {
    const { id } = await create();
    const stale = { 'if-match': '"7"' };
    for (const [method, body] of [
      ['PATCH', { name: 'x y z' }],
      ['PUT', { name: 'x y z', description: '', rule: cityIs('A') }],
      ['DELETE', undefined],
    ] as const) {
      expect(await send(method, `/v1/segments/${id}`, body, stale)).toMatchObject({
        status: 412,
        body: { code: 'precondition.failed' },
      });
    }
    expect((await send('PATCH', `/v1/segments/${id}`, { rule: {} }, stale)).status).toBe(422);
    const fresh = await send('PATCH', `/v1/segments/${id}`, { description: 'new' }, { 'if-match': '"1"' });
    expect(fresh).toMatchObject({ status: 200, body: { version: 2 } });
    expect(fresh.headers.get('etag')).toBe('"2"');
  });

  it('needs a free name: 409 with a suggestion', async () => {
    await create(cityIs('A'), 'Straße');
    const reply = await send('POST', '/v1/segments', { name: 'STRAßE', rule: cityIs('A') });
    expect(reply).toMatchObject({
      status: 409,
      body: { code: 'segment.name_taken', issues: [{ path: '/name', suggestions: ['STRAßE (2)'] }] },
    });
  });

  it.each([
    [{ name: '', rule: {} }, 400],
    [{ name: '  ', rule: { match: 'all', conditions: [{ kind: 'everyone' }] } }, 400],
    [{ name: 'x'.repeat(121), rule: {} }, 422],
    [{ name: 'x', description: 'd'.repeat(1001), rule: {} }, 422],
    [{ name: 'a\u0000b', rule: {} }, 422],
    [{ name: 'a\ud800', rule: {} }, 422],
    [{ name: 7, rule: {} }, 400],
    [{ name: 'x' }, 400],
    [{ name: 'x', rule: {}, rules: {} }, 400],
    [[], 400],
    ['{"name":', 400],
    [undefined, 400],
  ])('is refused when the body is %j: %i', async (body, status) => {
    expect((await send('POST', '/v1/segments', body)).status).toBe(status);
  });

  it.each([
    null,
    [],
    'x',
    7,
    {},
    { match: 'all', conditions: [] },
    {
      match: 'all',
      conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value: 'a\u0000b' }],
    },
    { match: 'all', conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value: '\ud800' }] },
  ])('L1: says all that is wrong with the rule %j', async (rule) => {
    const reply = await send('POST', '/v1/segments', { name: 'Bad rule', rule });
    expect(reply).toMatchObject({ status: 422, body: { code: 'rule.invalid' } });
    expect(reply.body.issues?.length).toBeGreaterThan(0);
  });

  it.each([`'; drop table segments; --`, '<script>alert(1)</script>', '../../etc', '％', '\u202e'])(
    'may be called %s',
    async (name) => {
      const { id } = await create(cityIs(name), name);
      expect(await api.client(readSegment, { params: { id: String(id) } })).toMatchObject({
        name,
        rule: cityIs(name),
      });
      const { data } = await api.client(listSegments, { query: { search: name } });
      expect(data.map((one) => one.id)).toContain(id);
    },
  );

  it.each(['0', '-1', '1.5', 'abc', '99999999999999999999', '1e3', '424242'])(
    'with the id %s is not there: 404',
    async (id) => {
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['PUT', '', { nonsense: true }],
        ['PATCH', '', { name: 7 }],
        ['DELETE', '', undefined],
        ['POST', '/duplicate', {}],
        ['GET', '/persons', undefined],
        ['GET', '/persons.csv', undefined],
        ['GET', '/persons/1', undefined],
      ] as const) {
        expect((await send(method, `/v1/segments/${id}${path}`, body)).status, `${method} ${path}`).toBe(404);
      }
    },
  );

  it('of another workspace is not there, and cannot be mentioned, compared or deleted', async () => {
    const { id } = await create();
    const other = await api.createWorkspace({ name: 'Other' });
    const authorization = `Bearer ${other.key}`;
    const status = async (method: string, path: string, body?: unknown) =>
      (await api.request(path, { method, authorization, body })).status;
    expect(await status('GET', `/v1/segments/${id}`)).toBe(404);
    expect(await status('PATCH', `/v1/segments/${id}`, { name: 'x' })).toBe(404);
    expect(await status('DELETE', `/v1/segments/${id}`)).toBe(404);
    expect(await status('POST', '/v1/segments', { name: 'x', rule: memberOf(id) })).toBe(422);
    expect(await status('POST', '/v1/segments/preview', { rule: memberOf(id) })).toBe(422);
    expect(await status('POST', '/v1/segments/compare', { a: id, b: id })).toBe(404);
    const bulk = await other.client(bulkDeleteSegments, { body: { ids: [id] } });
    expect(bulk.results).toMatchObject([{ id, status: 'failed', error: { code: 'not_found' } }]);
    expect((await api.client(readSegment, { params: { id: String(id) } })).id).toBe(id);
  });
});

describe('predefined segments', () => {
  it('are there, locked, and can be copied', async () => {
    const { data } = await api.client(listSegments, { query: { origin: 'predefined', sort: 'name' } });
    expect(data.map(({ name }) => name)).toEqual(['Active mobile users', 'Inactive mobile users']);
    const id = String(data[0]?.id);
    for (const [method, body] of [
      ['PATCH', { name: 'x' }],
      ['PUT', { name: 'x', description: '', rule: cityIs('A') }],
      ['DELETE', undefined],
    ] as const) {
      expect(await send(method, `/v1/segments/${id}`, body)).toMatchObject({
        status: 409,
        body: { code: 'segment.predefined' },
      });
    }
    expect(await api.client(duplicateSegment, { params: { id }, body: {} })).toMatchObject({
      name: 'Active mobile users (copy)',
      origin: 'user',
    });
  });
});

describe('copies', () => {
  it('are named and numbered', async () => {
    const { id, name } = await create();
    const copy = (body: object) => api.client(duplicateSegment, { params: { id: String(id) }, body });
    expect((await copy({})).name).toBe(`${name} (copy)`);
    expect((await copy({})).name).toBe(`${name} (copy 2)`);
    expect((await copy({ name: 'My own name' })).name).toBe('My own name');
    expect((await send('POST', `/v1/segments/${id}/duplicate`, { name: 'my OWN name' })).status).toBe(409);
  });
});

describe('L7: deletion', () => {
  it('is refused with what uses the segment', async () => {
    const inner = await create();
    const outer = await create(memberOf(inner.id));
    const reply = await send('DELETE', `/v1/segments/${inner.id}`);
    const used = { id: outer.id, name: outer.name };
    expect(reply).toMatchObject({
      status: 409,
      body: {
        code: 'segment.in_use',
        usage: { inUse: false, journeys: [], broadcasts: [], segments: [used] },
      },
    });
    await api.client(deleteSegment, { params: { id: String(outer.id) } });
    expect((await send('DELETE', `/v1/segments/${inner.id}`)).status).toBe(204);
    expect((await send('GET', `/v1/segments/${inner.id}`)).status).toBe(404);
  });

  it('of many looks at them together and answers for each', async () => {
    const inner = await create();
    const outer = await create(memberOf(inner.id));
    const kept = await create(memberOf(outer.id));
    const all = await api.client(bulkDeleteSegments, { body: { ids: [inner.id, 424242] } });
    expect(all.results).toMatchObject([
      {
        id: inner.id,
        status: 'failed',
        error: { code: 'segment.in_use', usage: { segments: [{ id: outer.id }] } },
      },
      { id: 424242, status: 'failed', error: { code: 'not_found' } },
    ]);
    const ids = [inner.id, outer.id, kept.id];
    expect((await api.client(bulkDeleteSegments, { body: { ids } })).results).toEqual(
      ids.map((id) => ({ id, status: 'deleted' })),
    );
    expect(
      await send('POST', '/v1/segments/bulk-delete', { ids: Array.from({ length: 501 }, (_, id) => id) }),
    ).toMatchObject({ status: 422, body: { code: 'limit.exceeded' } });
    expect((await send('POST', '/v1/segments/bulk-delete', { ids: [] })).status).toBe(400);
    expect((await send('POST', '/v1/segments/bulk-delete', { ids: ['1'] })).status).toBe(400);
  });
});

describe('the list', () => {
  it('is paged and says how many there are', async () => {
    const first = await api.client(listSegments, { query: { limit: 2, sort: '-createdAt' } });
    expect(first.data).toHaveLength(2);
    expect(first.total).toBeGreaterThan(2);
    const second = await api.client(listSegments, {
      query: { limit: 2, sort: '-createdAt', cursor: first.nextCursor ?? '' },
    });
    expect(second.data[0]?.id).not.toBe(first.data[1]?.id);
  });

  it.each([
    'sort=color',
    'limit=0',
    'limit=501',
    'limit=x',
    'inUse=maybe',
    'origin=x',
    'nope=1',
    'cursor=x',
    `search=${'x'.repeat(201)}`,
  ])('refuses %s', async (query) => {
    expect([400, 422]).toContain((await send('GET', `/v1/segments?${query}`)).status);
  });
});

describe('who may', () => {
  it('read and who may write is held', async () => {
    const reader = `Bearer ${await api.createKey('segments:read')}`;
    const status = async (method: string, path: string, body?: unknown) =>
      (await api.request(path, { method, authorization: reader, body })).status;
    const { id } = await create();
    expect(await status('GET', `/v1/segments/${id}`)).toBe(200);
    expect(await status('POST', '/v1/segments', { name: 'x', rule: {} })).toBe(403);
    expect(await status('DELETE', `/v1/segments/${id}`)).toBe(403);
    expect(await status('GET', `/v1/segments/${id}/persons`)).toBe(403);
    expect(await status('GET', `/v1/segments/${id}/persons.csv`)).toBe(403);
  });
});

describe('L6: an Idempotency-Key', () => {
  it('makes one segment of two requests', async () => {
    const body = { name: 'Once', rule: cityIs('A') };
    const twice = await Promise.all(
      [1, 2].map(() => send('POST', '/v1/segments', body, { 'idempotency-key': 'once' })),
    );
    const again = await send('POST', '/v1/segments', body, { 'idempotency-key': 'once' });
    expect(again.status).toBe(201);
    expect(twice.map(({ status }) => status).every((status) => [201, 409].includes(status))).toBe(true);
    const { total } = await api.client(listSegments, { query: { search: 'once' } });
    expect(total).toBe(1);
  });
});
