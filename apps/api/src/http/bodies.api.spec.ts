import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask as askApi, startTestApi, type TestApi, type TestRequest } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const ask = (path: string, init?: TestRequest) => askApi(api, path, init);

const keys = '/v1/api-keys';
const good = { name: 'Shop', scopes: ['events:write'] };

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
    const { status, body: problem } = await post({ ...good, scope: [] });
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
    const { body: problem } = await post({ name: 7, scopes: ['persons:wrote', 'admin'], 'a/b~c': 1 });
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
    expect((await post({ name: 'x' })).body['issues']).toEqual([
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
      const { status, body: problem } = await post(`{"name":${name},"scopes":["admin"]}`);
      expect(status).toBe(422);
      expect(problem['issues']).toMatchObject([{ path: '/name', code: 'text.invalid' }]);
    }
    expect((await post('{"name":"\\ud83c\\udf4a\\u0001\\uffff","scopes":["admin"]}')).body['name']).toBe(
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
    const path = `${keys}/${String((await post(good)).body['id'])}`;
    expect(await ask(path, { method: 'DELETE', body: { really: true } })).toMatchObject({ status: 400 });
    expect(await ask(path, { method: 'DELETE', body: {} })).toMatchObject({ status: 204 });
  });

  test('no body at all is an empty one where no field has to be there', async () => {
    const rule = {
      match: 'all',
      conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value: 'Split' }],
    };
    const made = await ask('/v1/segments', { method: 'POST', body: { name: 'Split', rule } });
    const path = `/v1/segments/${String(made.body['id'])}/duplicate`;
    const copy = await ask(path, { method: 'POST' });
    expect(copy).toMatchObject({ status: 201, body: { name: 'Split (copy)' } });
    expect(await ask(keys, { method: 'POST' })).toMatchObject({ status: 400, code: 'request.invalid' });
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
    const { status, body: problem } = await ask(`${keys}?${query}`);
    expect(status).toBe(400);
    expect(problem['issues']).toHaveLength(1);
  });

  test('a misspelled parameter is named with the right one', async () => {
    expect((await ask(`${keys}?limt=5`)).body['issues']).toMatchObject([
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
    const first = (await ask(`${keys}?limit=4`, { authorization })).body as {
      data: { id: number }[];
      nextCursor: string;
    };
    await ask(keys, { method: 'POST', body: good, authorization });
    const second = (await ask(`${keys}?limit=4&cursor=${first.nextCursor}`, { authorization }))
      .body as typeof first;
    expect(second.nextCursor).toBeNull();
    const ids = [...first.data, ...second.data].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    expect(ids).toHaveLength(6);
  });
});
