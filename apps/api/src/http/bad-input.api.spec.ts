import { ENDPOINTS, Problem, type Endpoint } from '@satsuma/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  contentsOf,
  exampleRequest,
  makeThings,
  pathOf,
  startTestApi,
  type TestApi,
  type TestRequest,
  type TestWorkspace,
  type Things,
} from '../testing/index.ts';
import { badBytes, badPathWords, badQueryWords, spoilings } from '../testing/bad-input.ts';

/*
 * Every endpoint of the contract gets what it cannot want, made from its own schemas and examples. Whatever comes, it is refused
 * in good order or taken for what it is: never a failure on our side, and nothing of another workspace changes.
 */

let api: TestApi;
let other: TestWorkspace;
let ours: Things;
let theirs: Things;
let untouched: Record<string, string>;
let cookie: Record<string, string>;
beforeAll(async () => {
  api = await startTestApi();
  other = await api.createWorkspace({ name: 'Other' });
  ours = await makeThings(api, api.workspace, 'ours');
  theirs = await makeThings(api, other, 'theirs');
  untouched = await contentsOf(api, other.id);
  const owner = { email: 'owner@example.com', password: 'correct horse battery' };
  await api.createOwner(owner);
  const reply = await api.request('/v1/session', { method: 'POST', body: owner, authorization: null });
  const { csrfToken } = (await reply.json()) as { csrfToken: string };
  cookie = {
    cookie: (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    'satsuma-csrf': csrfToken,
  };
});
afterAll(async () => {
  try {
    expect(await contentsOf(api, other.id)).toEqual(untouched);
  } finally {
    await api.stop();
  }
});

/** Sends what a request of the endpoint could be, and holds the reply against the rules of replies. */
async function send(endpoint: Endpoint, path: string, init: TestRequest): Promise<number> {
  const { access, method } = endpoint;
  const headers = { ...(access === 'session' ? cookie : {}), ...(init.headers as Record<string, string>) };
  const authorization =
    access === 'session' || access === 'public'
      ? null
      : `Bearer ${access === 'instance' ? api.instanceKey : api.workspace.key}`;
  const reply = await api.request(path, { ...init, method, headers, authorization });
  const text = await reply.text();
  const what = `${method} ${path.slice(0, 200)} ${show(init.body)} → ${reply.status} ${text.slice(0, 500)}`;
  expect(reply.status, what).toBeLessThan(500);
  if (reply.status < 400) return reply.status;
  expect(reply.headers.get('content-type'), what).toMatch(/^application\/problem\+json/);
  expect(Problem.safeParse(JSON.parse(text)).success, what).toBe(true);
  expect((JSON.parse(text) as Problem).status, what).toBe(reply.status);
  return reply.status;
}

const show = (body: unknown): string =>
  body instanceof FormData || body instanceof Uint8Array
    ? 'bytes'
    : (JSON.stringify(body) ?? '').slice(0, 500);

async function inTurns<T>(cases: Iterable<T>, one: (each: T) => Promise<unknown>): Promise<void> {
  const rest = cases[Symbol.iterator]();
  const turn = async (): Promise<void> => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) await one(next.value);
  };
  await Promise.all(Array.from({ length: 6 }, turn));
}

/** Things that may be destroyed by a request are not ours. */
const harmless = (endpoint: Endpoint): boolean =>
  endpoint.method !== 'DELETE' || !['signOut', 'deleteWorkspace'].includes(endpoint.id);

const withBody = ENDPOINTS.filter(({ body }) => body !== undefined);
const withParams = ENDPOINTS.filter(({ path }) => path.includes('{'));

describe('paths', () => {
  test.each(withParams)('$id finds nothing under nonsense', async (endpoint) => {
    for (const word of badPathWords) {
      const path = endpoint.path.replace(/\{\w+\}/, word).replace(/\{\w+\}/, word);
      expect(await send(endpoint, path, exampleRequest(endpoint)), word.slice(0, 50)).toBeGreaterThanOrEqual(
        400,
      );
    }
  });

  test.each(withParams.filter(({ body }) => body !== undefined))(
    '$id says that there is nothing before what is wrong with the body',
    async (endpoint) => {
      const path = endpoint.path.replace(/\{\w+\}/g, '999999999');
      expect(await send(endpoint, path, { body: { unheardOf: 1 } })).toBe(404);
    },
  );
});

describe('bodies', () => {
  test.each(withBody)(
    '$id survives every value in every place',
    async (endpoint) => {
      const path = pathOf(endpoint, ours);
      const ids = [theirs['/v1/segments/{id}'], theirs['/v1/persons/{id}'], theirs['/v1/imports/{id}']].map(
        Number,
      );
      await inTurns(spoilings(endpoint.example?.body, ids), (body) =>
        send(endpoint, path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      );
    },
    120_000,
  );

  test.each(withBody)('$id names an unknown field', async (endpoint) => {
    const body = { ...(endpoint.example?.body as object), unheardOf: 1 };
    expect(await send(endpoint, pathOf(endpoint, ours), { body })).toBe(400);
  });

  test.each(withBody)('$id refuses what is no body of it', async (endpoint) => {
    const path = pathOf(endpoint, ours);
    const mayBeEmpty = endpoint.body?.safeParse({}).success === true;
    for (const body of badBytes()) {
      if (body.length === 0 && mayBeEmpty) continue;
      expect(await send(endpoint, path, { body })).toBeGreaterThanOrEqual(400);
    }
    const headers = { 'content-type': 'text/csv' };
    expect(await send(endpoint, path, { body: 'a,b', headers })).toBe(415);
  });

  test.each(withBody)('$id refuses a body that is too large', async (endpoint) => {
    const body = `{"x":"${'x'.repeat(endpoint.bodyLimit ?? 1024 * 1024)}"}`;
    expect(await send(endpoint, pathOf(endpoint, ours), { body })).toBe(413);
  });

  test.each(withBody.filter(({ method }) => method === 'POST'))(
    '$id does nothing twice',
    async (endpoint) => {
      if (endpoint.access === 'public') return;
      const headers = { 'idempotency-key': `twice-${endpoint.id}` };
      const init = { ...exampleRequest(endpoint), headers };
      const first = await send(endpoint, pathOf(endpoint, ours), init);
      const before = await contentsOf(api, api.workspace.id);
      expect(await send(endpoint, pathOf(endpoint, ours), init)).toBe(first);
      expect(await contentsOf(api, api.workspace.id)).toEqual(before);
    },
  );
});

describe('queries', () => {
  test.each(ENDPOINTS.filter(harmless))('$id survives every query', async (endpoint) => {
    const path = pathOf(endpoint, ours);
    expect(await send(endpoint, `${path}?unheardOf=1`, exampleRequest(endpoint))).toBe(400);
    const names = endpoint.query instanceof z.ZodObject ? Object.keys(endpoint.query.shape) : [];
    for (const name of names) {
      for (const word of badQueryWords)
        await send(endpoint, `${path}?${name}=${word}`, exampleRequest(endpoint));
      expect(await send(endpoint, `${path}?${name}=1&${name}=2`, exampleRequest(endpoint))).toBe(400);
    }
  });
});

describe('headers', () => {
  const changes = ENDPOINTS.filter(({ problems }) => problems?.includes('precondition.failed') === true);

  test.each(changes)('$id is not changed by a tag of no version', async (endpoint) => {
    for (const tag of ['"999"', '"x"', 'W/"1"', 'x', '"1', '', `"${'9'.repeat(300)}"`]) {
      const headers = { 'if-match': tag };
      expect(
        await send(endpoint, pathOf(endpoint, ours), { ...exampleRequest(endpoint), headers }),
        tag,
      ).toBe(412);
    }
  });
});

describe('uploads', () => {
  const uploads = ENDPOINTS.filter(({ bodyKind }) => bodyKind === 'multipart');
  const frame = (body: string): TestRequest => ({
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  const field = (name: string, value: string): string =>
    `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na\r\n1\r\n';

  test.each(uploads)('$id refuses what is no form of it', async (endpoint) => {
    const forms: TestRequest[] = [
      {},
      { body: {} },
      { body: 'x', headers: { 'content-type': 'multipart/form-data' } },
      { body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=' } },
      frame(''),
      frame('nonsense'),
      frame('--x--\r\n'),
      frame(`${field('kind', 'persons')}--x--\r\n`),
      frame(`${file}--x--\r\n`),
      frame(`${field('kind', 'nobody')}${field('mapping', '{}')}${file}--x--\r\n`),
      frame(`${field('kind', 'persons')}${field('mapping', '{')}${file}--x--\r\n`),
      frame(`${field('kind', 'persons')}${field('mapping', 'null')}${file}--x--\r\n`),
      frame(
        `${field('kind', 'persons')}${field('mapping', '{"columns":{"\\u0000":{"to":"email"}}}')}${file}--x--\r\n`,
      ),
      frame(`${field('kind', 'persons')}${field('mapping', '{"columns":{"a":{"to":"externalId"}}}')}${file}`),
      frame(field('x'.repeat(10_000), 'y')),
      frame(field('kind', 'x'.repeat(2_000_000))),
    ];
    for (const form of forms)
      expect(await send(endpoint, endpoint.path, form), show(form.body)).toBeGreaterThanOrEqual(400);
  });
});
