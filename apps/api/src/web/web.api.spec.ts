import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'satsuma-web-'));
let api: TestApi;
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>The app</title>');
  writeFileSync(join(folder, 'satsuma.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets', 'index-Ab12.js'), 'export {};');
  writeFileSync(`${folder}-secret.txt`, 'secret');
  api = await startTestApi({}, { webFolder: folder });
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
  rmSync(`${folder}-secret.txt`);
});

const get = (path: string, init = {}) => api.request(path, { authorization: null, ...init });

test.each(['/', '/segments', '/segments/12/edit', '/people/email:a.b@example.com', '/index.html'])(
  '%s is the app',
  async (path) => {
    const reply = await get(path);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toContain('text/html');
    expect(reply.headers.get('cache-control')).toBe('no-cache');
    expect(await reply.text()).toContain('The app');
  },
);

test('the app may only load and run what comes from here', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
});

test('files with a hash in their name are kept for good, others are asked for again', async () => {
  const script = await get('/assets/index-Ab12.js');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('content-type')).toContain('javascript');
  const icon = await get('/satsuma.svg');
  expect(icon.headers.get('cache-control')).toBe('no-cache');
  expect(icon.headers.get('etag')).not.toBeNull();
});

test('a script that is not there is not the app', async () => {
  expect((await get('/assets/index-old.js')).status).toBe(404);
});

test.each(['/v1/nothing', '/v1', '/v1/'])('%s is a problem and not the app', async (path) => {
  const reply = await get(path);
  expect(reply.status).toBe(404);
  expect(await reply.json()).toMatchObject({ code: 'not_found' });
});

test('other methods are no way to the app', async () => {
  expect((await get('/segments', { method: 'POST' })).status).toBe(404);
  expect((await get('/', { method: 'HEAD' })).status).toBe(200);
});

test('nothing outside of its folder is served', async () => {
  const name = folder.split('/').at(-1) ?? '';
  for (const path of [
    `/../${name}-secret.txt`,
    `/..%2f${name}-secret.txt`,
    `/%2e%2e/${name}-secret.txt`,
    `/assets/..%2f..%2f${name}-secret.txt`,
    '/%00',
    '/%ZZ',
    `/..%5c${name}-secret.txt`,
  ]) {
    expect(await (await get(path)).text()).not.toContain('secret');
  }
});
