import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ENDPOINTS, PROBLEM_CODES } from '@satsuma/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

const GOLDEN = fileURLToPath(new URL('../../golden/openapi.json', import.meta.url));

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  readonly components: {
    readonly schemas: Record<string, { properties?: Record<string, { enum?: string[] }> }>;
  };
}

let api: TestApi;
let document: OpenApi;
beforeAll(async () => {
  api = await startTestApi();
  document = (await (await api.request('/v1/openapi.json', { authorization: null })).json()) as OpenApi;
});
afterAll(() => api.stop());

test('the OpenAPI document is the one that was reviewed', () => {
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (process.env['SATSUMA_GOLDEN'] === 'write') writeFileSync(GOLDEN, text);
  expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
});

test('it has every endpoint, and nothing else', () => {
  expect(document.openapi).toBe('3.1.0');
  const documented = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(documented.sort()).toEqual(ENDPOINTS.map(({ id }) => id).sort());
});

test('the closed list of codes is an enum', () => {
  expect(document.components.schemas['Problem']?.properties?.['code']?.enum).toEqual(PROBLEM_CODES);
});

test('every reference leads somewhere', () => {
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    expect(document.components.schemas).toHaveProperty(name ?? '');
  }
});

test('the page to browse it comes with everything it needs from here', async () => {
  const page = await api.request('/v1/docs', { authorization: null });
  expect(page.headers.get('content-type')).toContain('text/html');
  const html = await page.text();
  expect(html).not.toMatch(/<script>|https?:/);
  const parts = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(parts).toHaveLength(3);
  for (const path of parts) {
    const part = await api.request(path, { authorization: null });
    expect(part.status).toBe(200);
    expect(part.headers.get('content-type')).toMatch(
      path.endsWith('.css') ? /^text\/css/ : /^text\/javascript/,
    );
  }
});
