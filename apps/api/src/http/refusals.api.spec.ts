import { connect } from 'node:net';
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
