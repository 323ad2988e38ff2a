import { ENDPOINTS, SCOPES, scopesAllow, type Endpoint, type Scope } from '@satsuma/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contentsOf,
  exampleRequest,
  makeThings,
  pathOf,
  startTestApi,
  type TestApi,
  type TestWorkspace,
  type Things,
} from '../testing/index.ts';

let api: TestApi;
let other: TestWorkspace;
let ours: Things;
let theirs: Things;
beforeAll(async () => {
  api = await startTestApi();
  other = await api.createWorkspace({ name: 'Other' });
  ours = await makeThings(api, api.workspace, 'ours');
  theirs = await makeThings(api, other, 'theirs');
});
afterAll(() => api.stop());

const call = (endpoint: Endpoint, things: Things, authorization: string | null): Promise<Response> =>
  api.request(pathOf(endpoint, things), { ...exampleRequest(endpoint), authorization });

const closed = ENDPOINTS.filter(({ access }) => access !== 'public');

describe('deny by default', () => {
  test.each(closed)('$id needs a key', async (endpoint) => {
    for (const authorization of [null, 'Bearer wrong', 'Basic eDp5']) {
      const reply = await call(endpoint, ours, authorization);
      expect(reply.status).toBe(401);
      expect(await reply.json()).toMatchObject({ code: 'auth.missing' });
    }
  });

  test.each(closed)('$id needs the right scope', async (endpoint) => {
    const { access } = endpoint;
    const wrong: Scope[] = SCOPES.filter((scope) => {
      if (access === 'session' || access === 'instance') return true;
      return access !== 'signed_in' && access !== 'public' && !scopesAllow([scope], access);
    });
    for (const scope of wrong) {
      const reply = await call(endpoint, ours, `Bearer ${await api.createKey(scope)}`);
      expect(reply.status, scope).toBe(403);
      expect(await reply.json()).toMatchObject({ code: 'auth.forbidden' });
    }
  });

  test('public are the sign-in and nothing else', () => {
    expect(ENDPOINTS.filter(({ access }) => access === 'public').map(({ id }) => id)).toEqual(['signIn']);
  });
});

describe('workspaces are walls', () => {
  const named = closed.filter(({ path, access }) => path.includes('{') && access !== 'instance');

  test.each(named)('$id does not find what another workspace has', async (endpoint) => {
    const before = await contentsOf(api, other.id);
    const reply = await call(endpoint, theirs, `Bearer ${api.workspace.key}`);
    expect(reply.status).toBe(404);
    const problem = await reply.text();
    expect(JSON.parse(problem)).toMatchObject({ code: 'not_found' });
    expect(problem).not.toContain(other.name);
    expect(await contentsOf(api, other.id)).toEqual(before);
  });

  test.each(named.filter(({ method }) => method === 'GET'))(
    '$id finds what its own has',
    async (endpoint) => {
      const reply = await call(endpoint, theirs, `Bearer ${other.key}`);
      expect(reply.status).toBe(200);
      await reply.text();
    },
  );

  test.each(closed.filter(({ method, path }) => method === 'GET' && !path.includes('{')))(
    '$id lists nothing of another workspace',
    async (endpoint) => {
      const { access } = endpoint;
      if (access === 'session' || access === 'instance') return;
      const reply = await call(endpoint, ours, `Bearer ${api.workspace.key}`);
      expect(reply.status).toBe(200);
      expect(await reply.text()).not.toContain('theirs');
    },
  );

  test('what is sent with ids of another workspace changes nothing there', async () => {
    const before = await contentsOf(api, other.id);
    const segment = Number(theirs['/v1/segments/{id}']);
    const person = Number(theirs['/v1/persons/{id}']);
    const rule = { match: 'all', conditions: [{ kind: 'segment', segment, operator: 'member' }] };
    const statuses: number[] = [];
    for (const [path, body] of [
      ['/v1/segments/bulk-delete', { ids: [segment] }],
      ['/v1/segments/compare', { a: segment, b: segment }],
      ['/v1/segments/preview', { rule }],
      ['/v1/segments', { name: 'Spy', rule }],
      ['/v1/persons/merge', { from: person, into: Number(ours['/v1/persons/{id}']) }],
      ['/v1/events', { name: 'spied', person: { id: person } }],
    ] as const) {
      const reply = await api.request(path, { method: 'POST', body });
      statuses.push(reply.status);
      expect(await reply.text()).not.toContain('theirs');
    }
    expect(statuses).toEqual([200, 404, 422, 422, 404, expect.any(Number)]);
    expect(await contentsOf(api, other.id)).toEqual(before);
  });
});
