import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestRequest } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Seen {
  readonly status: number;
  readonly code: string | undefined;
  readonly problem: Record<string, unknown>;
  readonly headers: Headers;
}

async function ask(path: string, init: TestRequest = {}): Promise<Seen> {
  const response = await api.request(path, init);
  const text = await response.text();
  const problem = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  return {
    status: response.status,
    code: problem['code'] as string | undefined,
    problem,
    headers: response.headers,
  };
}

const keys = '/v1/api-keys';
const good = { name: 'Shop', scopes: ['events:write'] };
const tooLarge = `{"name":"${'x'.repeat(1024 * 1024)}"}`;

describe('order of refusals', () => {
  test('an unknown route is said before the missing key', async () => {
    expect(await ask('/v1/nothing', { authorization: null })).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect(await ask('/v1', { authorization: null })).toMatchObject({ status: 404, code: 'not_found' });
    expect(await ask('/v1/api-keys/', { authorization: null })).toMatchObject({ status: 404 });
  });

  test('a wrong method is said before the missing key, with what is allowed', async () => {
    const seen = await ask(keys, { method: 'PUT', authorization: null, body: good });
    expect(seen).toMatchObject({ status: 405, code: 'method.not_allowed' });
    expect(seen.headers.get('allow')).toBe('POST, GET, HEAD');
    expect((await ask(`${keys}/1`, { method: 'GET' })).headers.get('allow')).toBe('DELETE');
    expect(await ask(keys, { method: 'OPTIONS', authorization: null })).toMatchObject({ status: 405 });
  });

  test('a missing key is said before size, syntax and content', async () => {
    for (const body of [tooLarge, '{', '{"nonsense":1}']) {
      expect(await ask(keys, { method: 'POST', authorization: null, body })).toMatchObject({
        status: 401,
        code: 'auth.missing',
      });
    }
  });

  test('a missing scope is said before size, syntax and content', async () => {
    const authorization = `Bearer ${await api.createKey('segments:read')}`;
    for (const body of [tooLarge, '{', '{"nonsense":1}']) {
      expect(await ask(keys, { method: 'POST', authorization, body })).toMatchObject({
        status: 403,
        code: 'auth.forbidden',
      });
    }
    expect(await ask(`${keys}/999999`, { method: 'DELETE', authorization })).toMatchObject({ status: 403 });
  });

  test('size is said before syntax', async () => {
    expect(await ask(keys, { method: 'POST', body: `{${tooLarge}` })).toMatchObject({
      status: 413,
      code: 'limit.exceeded',
    });
  });

  test('an id of nothing is said before what is wrong with query and body', async () => {
    for (const id of [
      '999999',
      'abc',
      '0',
      '-1',
      '1.5',
      '1e3',
      '99999999999999999999',
      '%00',
      '%F0%9F%8D%8A',
      '01',
    ]) {
      expect(await ask(`${keys}/${id}?nonsense=1`, { method: 'DELETE' })).toMatchObject({
        status: 404,
        code: 'not_found',
      });
    }
    expect(await ask(`${keys}/%ZZ`, { method: 'DELETE' })).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('bodies', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    ask(keys, { method: 'POST', body, headers });

  test.each([
    ['cut off', '{"name":'],
    ['no JSON', 'hello'],
    ['not UTF-8', new Uint8Array([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
    ['nothing', ''],
  ])('malformed JSON is 400: %s', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, code: 'request.invalid' });
  });

  test('JSON nests at most 32 deep', async () => {
    const nested = (depth: number) => `{"name":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    expect(await post(nested(32))).toMatchObject({ status: 400 });
    expect(await post(nested(33))).toMatchObject({ status: 422, code: 'limit.exceeded' });
    expect(await post('['.repeat(500_000))).toMatchObject({ status: 422, code: 'limit.exceeded' });
  });

  test('brackets in strings do not nest', async () => {
    expect(await post({ name: `${'['.repeat(100)}\\"`, scopes: ['admin'] })).toMatchObject({ status: 201 });
  });

  test('an unknown field is named with what was perhaps meant', async () => {
    const { status, problem } = await post({ ...good, scope: [] });
    expect(status).toBe(400);
    expect(problem['issues']).toEqual([
      {
        code: 'field.unknown',
        path: '/scope',
        message: 'is unknown; did you mean scopes?',
        suggestions: ['scopes'],
      },
    ]);
  });

  test('everything that is wrong is said at once, with its place', async () => {
    const { problem } = await post({ name: 7, scopes: ['persons:wrote', 'admin'], 'a/b~c': 1 });
    expect(problem).toMatchObject({ code: 'request.invalid', status: 400 });
    expect(problem['issues']).toEqual(
      expect.arrayContaining([
        { code: 'field.type', path: '/name', message: 'must be a string, not 7' },
        expect.objectContaining({
          code: 'field.value',
          path: '/scopes/0',
          suggestions: ['persons:write', 'persons:read'],
        }),
        expect.objectContaining({ code: 'field.unknown', path: '/a~1b~0c' }),
      ]),
    );
  });

  test('a missing field is named', async () => {
    expect((await post({ name: 'x' })).problem['issues']).toEqual([
      { code: 'field.missing', path: '/scopes', message: 'is missing' },
    ]);
  });

  test('too long is a limit exceeded; at the limit is not, and code points count', async () => {
    expect(await post({ ...good, name: '🍊'.repeat(121) })).toMatchObject({
      status: 422,
      code: 'limit.exceeded',
    });
    expect(await post({ ...good, name: '🍊'.repeat(120) })).toMatchObject({ status: 201 });
  });

  test('NUL and half surrogate pairs are 422 with their place; the rest of Unicode is kept', async () => {
    for (const name of ['"a\\u0000b"', '"\\ud83c"', '"\\udf4a x"']) {
      const { status, problem } = await post(`{"name":${name},"scopes":["admin"]}`);
      expect(status).toBe(422);
      expect(problem['issues']).toMatchObject([{ path: '/name', code: 'text.invalid' }]);
    }
    expect((await post('{"name":"\\ud83c\\udf4a\\u0001\\uffff","scopes":["admin"]}')).problem['name']).toBe(
      '🍊\u0001\uffff',
    );
  });

  test('__proto__ is a field like any other', async () => {
    expect(await post('{"name":"x","scopes":["admin"],"__proto__":{"admin":true}}')).toMatchObject({
      status: 400,
    });
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  test('other media types are 415', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense']) {
      expect(await post('name=x', { 'content-type': type })).toMatchObject({
        status: 415,
        code: 'media_type.unsupported',
      });
    }
    const form = new FormData();
    form.set('name', 'x');
    expect(await post(form)).toMatchObject({ status: 415, code: 'media_type.unsupported' });
    expect(await post(good, { 'content-type': 'application/json; charset=utf-8' })).toMatchObject({
      status: 201,
    });
  });

  test('a body where none is expected must be empty', async () => {
    const path = `${keys}/${String((await post(good)).problem['id'])}`;
    expect(await ask(path, { method: 'DELETE', body: { really: true } })).toMatchObject({ status: 400 });
    expect(await ask(path, { method: 'DELETE', body: {} })).toMatchObject({ status: 204 });
  });

  test('the largest body is taken and one byte more is not', async () => {
    const fit = (bytes: number) => {
      const frame = '{"name":"","scopes":["admin"]}';
      return frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
    };
    expect(await post(fit(1024 * 1024))).toMatchObject({ status: 422 });
    expect(await post(fit(1024 * 1024 + 1))).toMatchObject({ status: 413, code: 'limit.exceeded' });
  });
});

describe('queries', () => {
  test.each([
    'limit=0',
    'limit=501',
    'limit=x',
    'limit=1.5',
    'limit=1&limit=2',
    'limt=5',
    'cursor=x',
    'cursor=',
    'limit=',
  ])('%s is refused', async (query) => {
    const { status, problem } = await ask(`${keys}?${query}`);
    expect(status).toBe(400);
    expect(problem['issues']).toHaveLength(1);
  });

  test('a misspelled parameter is named with the right one', async () => {
    expect((await ask(`${keys}?limt=5`)).problem['issues']).toMatchObject([
      { path: '/limt', suggestions: ['limit'] },
    ]);
  });

  test('an endpoint without parameters takes none', async () => {
    expect(await ask('/v1/workspace?x=1')).toMatchObject({ status: 400 });
  });

  test('pages follow one another without gaps, whatever is written meanwhile', async () => {
    const { key } = await api.createWorkspace();
    const authorization = `Bearer ${key}`;
    for (let made = 0; made < 5; made += 1) await ask(keys, { method: 'POST', body: good, authorization });
    const first = (await ask(`${keys}?limit=4`, { authorization })).problem as {
      data: { id: number }[];
      nextCursor: string;
    };
    await ask(keys, { method: 'POST', body: good, authorization });
    const second = (await ask(`${keys}?limit=4&cursor=${first.nextCursor}`, { authorization }))
      .problem as typeof first;
    expect(second.nextCursor).toBeNull();
    const ids = [...first.data, ...second.data].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    expect(ids).toHaveLength(6);
  });
});

describe('problems', () => {
  test('have the members of RFC 9457 and their media type', async () => {
    const response = await api.request('/v1/nothing');
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toEqual({
      type: 'urn:satsuma:problem:not_found',
      title: 'Not found',
      status: 404,
      detail: expect.any(String) as string,
      code: 'not_found',
    });
  });

  test('what is no HTTP is a problem as well', async () => {
    const { hostname, port } = new URL(api.url);
    const answer = await new Promise<string>((done) => {
      const socket = connect(Number(port), hostname, () => socket.write('NONSENSE\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => done(text));
    });
    expect(answer).toContain('HTTP/1.1 400');
    expect(answer).toContain('"code":"request.invalid"');
  });

  test('a head that is too large is 431', async () => {
    const response = await fetch(`${api.url}/v1/workspace`, { headers: { 'x-large': 'x'.repeat(20_000) } });
    expect(response.status).toBe(431);
    expect(await response.json()).toMatchObject({ code: 'limit.exceeded' });
  });

  test('replies are not kept by anybody on the way and carry the id of their request', async () => {
    const { headers } = await api.request('/v1/workspace');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('satsuma-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('HEAD is answered like GET, without the body', async () => {
    expect(await ask(keys, { method: 'HEAD' })).toMatchObject({ status: 200 });
    expect((await api.request(keys, { method: 'HEAD', authorization: null })).status).toBe(401);
  });
});
