import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelImport, listImports, readImport, type Import, type Problem } from '@satsuma/contracts';
import { startTestApi, type TestApi } from '../testing/index.ts';
import { PEOPLE, formOf, postForm, run, upload } from './testing/test-imports.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

async function refusal(form: FormData): Promise<Problem & { paths: string[] }> {
  const response = await postForm(api, form);
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  return { ...problem, paths: (problem.issues ?? []).map(({ path }) => path) };
}

const idsOf = async (): Promise<number[]> => (await api.client(listImports)).data.map(({ id }) => id);

describe('POST /v1/imports', () => {
  it('takes a file, and answers with an import that waits for its run', async () => {
    const queued = await upload(api, { fileName: '../C:\\lists\\člani.csv' });
    expect(queued).toMatchObject({
      kind: 'persons',
      fileName: 'člani.csv',
      status: 'queued',
      mapping: { ...PEOPLE, format: 'csv' },
      progress: { bytes: 0, bytesTotal: 11, rows: 0 },
      failure: null,
      finishedAt: null,
    });
    expect(await run(api, api.workspace, queued)).toBe('done');
    const done = await api.client(readImport, { params: { id: String(queued.id) } });
    expect(done).toMatchObject({
      status: 'done',
      progress: { bytes: 11, bytesTotal: 11, rows: 1 },
      results: { created: 1, updated: 0, unchanged: 0, accepted: 0, duplicates: 0, failed: 0 },
    });
  });

  it('keeps a file of several MiB as it came', async () => {
    const content = `id,age\n${Array.from({ length: 400_000 }, (_, n) => `${n},${n % 90}`).join('\n')}\n`;
    const { id, progress } = await upload(api, { content });
    expect(progress.bytesTotal).toBe(content.length);
    const chunks = await api.database.sql<{ bytes: Buffer }[]>`
      select bytes from import_chunks where import_id = ${id} order by position`;
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.slice(0, -1).every(({ bytes }) => bytes.length === 1024 * 1024)).toBe(true);
    expect(Buffer.concat(chunks.map(({ bytes }) => bytes)).equals(Buffer.from(content))).toBe(true);
    await api.client(cancelImport, { params: { id: String(id) } });
  });

  it('L1: refuses a mapping that makes no sense, with every issue and its place, and leaves nothing behind', async () => {
    const before = await idsOf();
    expect(await refusal(formOf({ mapping: '{' }))).toMatchObject({
      status: 422,
      code: 'import.invalid',
      paths: ['/mapping'],
    });
    expect(
      await refusal(formOf({ mapping: { columns: { id: { to: 'externalID' } }, colums: {} } })),
    ).toMatchObject({
      status: 422,
      code: 'import.invalid',
      paths: ['/mapping/columns/id/to', '/mapping/colums'],
    });
    expect(
      await refusal(
        formOf({ kind: 'events', mapping: { columns: { a: { to: 'property', type: 'objects' } } } }),
      ),
    ).toMatchObject({
      status: 422,
      code: 'import.invalid',
      paths: ['/mapping/columns', '/mapping/event', '/mapping/columns/a/type'],
    });
    expect(
      await refusal(
        formOf({
          mapping: { columns: { id: { to: 'externalId' }, birthDate: { to: 'attribute', type: 'text' } } },
        }),
      ),
    ).toMatchObject({ code: 'import.invalid', paths: ['/mapping/columns/birthDate/type'] });
    expect(await refusal(formOf({ mapping: '{"columns":{"a\\u0000":{"to":"email"}}}' }))).toMatchObject({
      status: 422,
      code: 'import.invalid',
    });
    expect(await idsOf()).toEqual(before);
  });

  it.each([
    ['is empty', '', []],
    ['has no header', '7,5\n', ['/mapping/columns/id', '/mapping/columns/age']],
    ['is UTF-16', new Uint8Array(Buffer.from('\uFEFFid,age\n', 'utf16le')), []],
  ])('refuses a file that %s, and leaves nothing behind', async (_, content, paths) => {
    const before = await idsOf();
    expect(await refusal(formOf({ content }))).toMatchObject({ status: 422, code: 'import.invalid', paths });
    expect(await idsOf()).toEqual(before);
  });

  it('refuses forms that are not one', async () => {
    const form = (fields: Record<string, string | Blob>): FormData => {
      const made = new FormData();
      for (const [name, value] of Object.entries(fields)) made.append(name, value);
      return made;
    };
    const file = new Blob(['id,age\n1,2\n']);
    const mapping = JSON.stringify(PEOPLE);
    expect(await refusal(form({ kind: 'persons', mapping }))).toMatchObject({
      status: 400,
      paths: ['/file'],
    });
    expect(await refusal(form({ mapping, file }))).toMatchObject({ status: 400, paths: ['/kind'] });
    expect(await refusal(form({ kind: 'people', mapping, file }))).toMatchObject({
      status: 400,
      paths: ['/kind'],
    });
    expect(await refusal(form({ kind: 'persons', file, mapping }))).toMatchObject({
      status: 400,
      paths: ['/mapping'],
    });
    expect(await refusal(form({ kind: 'persons', maping: mapping, file }))).toMatchObject({
      status: 400,
      paths: ['/maping'],
    });
    expect(await refusal(form({ kind: 'persons', mapping: 'x'.repeat(300_000), file }))).toMatchObject({
      status: 413,
    });
    const json = await api.request('/v1/imports', { method: 'POST', body: {} });
    expect(json.status).toBe(415);
    const bare = await api.request('/v1/imports', {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'multipart/form-data' },
    });
    expect(bare.status).toBe(415);
    const cut = await api.request('/v1/imports', {
      method: 'POST',
      body: '--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\npersons\r\n--b\r\nConte',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
    expect(cut.status).toBe(400);
  });

  it('L6: fails the import and drops the file when the sender goes away', async () => {
    const { address, port } = { address: '127.0.0.1', port: Number(new URL(api.url).port) };
    const head =
      '--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\npersons\r\n' +
      `--b\r\nContent-Disposition: form-data; name="mapping"\r\n\r\n${JSON.stringify(PEOPLE)}\r\n` +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="gone.csv"\r\n\r\nid,age\n';
    const sending = httpRequest({
      host: address,
      port,
      method: 'POST',
      path: '/v1/imports',
      headers: {
        authorization: `Bearer ${api.workspace.key}`,
        'content-type': 'multipart/form-data; boundary=b',
      },
    });
    sending.on('error', () => undefined);
    sending.write(head);
    sending.write('1,2\n'.repeat(600_000));
    const newest = async (): Promise<Import | undefined> =>
      (await api.client(listImports, { query: { limit: 1 } })).data[0];
    for (let tries = 0; tries < 200; tries += 1) {
      const found = await newest();
      if (found?.fileName === 'gone.csv' && found.progress.bytesTotal > 1_000_000) break;
      await pause(20);
    }
    sending.destroy();
    for (let tries = 0; tries < 200 && (await newest())?.status === 'uploading'; tries += 1) await pause(20);
    const gone = await newest();
    expect(gone).toMatchObject({ fileName: 'gone.csv', status: 'failed' });
    expect(gone?.failure).toContain('did not arrive');
    expect(
      await api.database.sql`select 1 from import_chunks where import_id = ${gone?.id ?? 0}`,
    ).toHaveLength(0);
  });

  it('L10: refuses a file that is too large before it reads it', async () => {
    const sending = httpRequest(new URL('/v1/imports', api.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${api.workspace.key}`,
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': 2 * 1024 ** 3,
      },
    });
    sending.on('error', () => undefined);
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    sending.write('--b\r\n');
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    sending.destroy();
  });

  it('L6: takes a file once for one Idempotency-Key', async () => {
    const before = await idsOf();
    const headers = { 'idempotency-key': 'import-1' };
    const first = await upload(api, { headers });
    expect(await upload(api, { headers })).toEqual(first);
    expect(await idsOf()).toEqual([first.id, ...before]);
    expect(await run(api, api.workspace, first)).toBe('done');
  });

  it('needs the scope of events for events', async () => {
    const mapping = { event: 'visit', columns: { id: { to: 'externalId' } } };
    const form = () => formOf({ kind: 'events', mapping });
    expect((await postForm(api, form(), { key: await api.createKey('persons:write') })).status).toBe(403);
    expect((await postForm(api, form(), { key: await api.createKey('events:write') })).status).toBe(403);
    expect(
      (await postForm(api, form(), { key: await api.createKey('persons:write', 'events:write') })).status,
    ).toBe(202);
  });

  it('takes unknown names in a strict workspace for errors', async () => {
    const strict = await api.createWorkspace({ strict: true });
    const response = await postForm(api, formOf({}), { key: strict.key });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'import.invalid',
      issues: [{ code: 'mapping.unknown_attribute', path: '/mapping/columns/age/name' }],
    });
  });
});
