import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiError,
  cancelImport,
  inspectImport,
  listImports,
  previewSegment,
  readImport,
  type Import,
  type ImportMapping,
  type Problem,
} from '@satsuma/contracts';
import { runImport } from '@satsuma/database';
import { CDNOW, TELCO, announceMissing, type RealFile } from '@satsuma/database/testing';
import { startTestApi, type TestApi, type TestWorkspace } from '../testing/index.ts';

announceMissing(CDNOW, TELCO);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const PEOPLE: ImportMapping = {
  columns: { id: { to: 'externalId' }, age: { to: 'attribute', type: 'integer' } },
};

interface Upload {
  readonly kind?: string;
  readonly mapping?: unknown;
  readonly content?: string | Uint8Array<ArrayBuffer>;
  readonly fileName?: string;
  readonly key?: string;
}

function formOf({
  kind = 'persons',
  mapping = PEOPLE,
  content = 'id,age\n1,5\n',
  fileName = 'p.csv',
}: Upload): FormData {
  const form = new FormData();
  form.set('kind', kind);
  form.set('mapping', typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
  form.set('file', new Blob([content]), fileName);
  return form;
}

const post = (form: FormData, key?: string): Promise<Response> =>
  api.request('/v1/imports', {
    method: 'POST',
    body: form,
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  });

async function upload(wanted: Upload = {}): Promise<Import> {
  const response = await post(formOf(wanted), wanted.key);
  expect(response.status).toBe(202);
  return (await response.json()) as Import;
}

async function refusal(form: FormData): Promise<Problem & { paths: string[] }> {
  const response = await post(form);
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  return { ...problem, paths: (problem.issues ?? []).map(({ path }) => path) };
}

const run = (workspace: TestWorkspace, { id }: Import) =>
  runImport(api.database.db, workspace.id, id, { now: () => api.clock.now() });

const idsOf = async (): Promise<number[]> => (await api.client(listImports)).data.map(({ id }) => id);

describe('POST /v1/imports', () => {
  it('takes a file, and answers with an import that waits for its run', async () => {
    const queued = await upload({ fileName: '../C:\\lists\\člani.csv' });
    expect(queued).toMatchObject({
      kind: 'persons',
      fileName: 'člani.csv',
      status: 'queued',
      mapping: { ...PEOPLE, format: 'csv' },
      progress: { bytes: 0, bytesTotal: 11, rows: 0 },
      failure: null,
      finishedAt: null,
    });
    expect(await run(api.workspace, queued)).toBe('done');
    const done = await api.client(readImport, { params: { id: String(queued.id) } });
    expect(done).toMatchObject({
      status: 'done',
      progress: { bytes: 11, bytesTotal: 11, rows: 1 },
      results: { created: 1, updated: 0, unchanged: 0, accepted: 0, duplicates: 0, failed: 0 },
    });
  });

  it('keeps a file of several MiB as it came', async () => {
    const content = `id,age\n${Array.from({ length: 400_000 }, (_, n) => `${n},${n % 90}`).join('\n')}\n`;
    const { id, progress } = await upload({ content });
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

  it('needs the scope of events for events', async () => {
    const mapping = { event: 'visit', columns: { id: { to: 'externalId' } } };
    const form = () => formOf({ kind: 'events', mapping });
    expect((await post(form(), await api.createKey('persons:write'))).status).toBe(403);
    expect((await post(form(), await api.createKey('events:write'))).status).toBe(403);
    expect((await post(form(), await api.createKey('persons:write', 'events:write'))).status).toBe(202);
  });

  it('takes unknown names in a strict workspace for errors', async () => {
    const strict = await api.createWorkspace({ strict: true });
    const response = await post(formOf({}), strict.key);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'import.invalid',
      issues: [{ code: 'mapping.unknown_attribute', path: '/mapping/columns/age/name' }],
    });
  });
});

describe('GET /v1/imports', () => {
  it('lists imports page by page, newest first', async () => {
    const workspace = await api.createWorkspace();
    const ids: number[] = [];
    for (let n = 0; n < 3; n += 1) ids.unshift((await upload({ key: workspace.key })).id);
    const first = await workspace.client(listImports, { query: { limit: 2 } });
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = await workspace.client(listImports, { query: { limit: 2, cursor: first.nextCursor ?? '' } });
    expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(rest.nextCursor).toBeNull();
  });

  it('knows nothing of another workspace', async () => {
    const { id } = await upload();
    const other = await api.createWorkspace();
    for (const path of [`/v1/imports/${id}`, `/v1/imports/${id}/errors.csv`]) {
      const response = await api.request(path, { authorization: `Bearer ${other.key}` });
      expect(response.status).toBe(404);
    }
    const cancel = other.client(cancelImport, { params: { id: String(id) } });
    await expect(cancel).rejects.toThrow(ApiError);
    expect((await other.client(listImports)).data).toEqual([]);
  });
});

describe('GET /v1/imports/{id}/errors.csv', () => {
  it('has a line for every problem, by line of the file', async () => {
    const mapping = {
      columns: {
        id: { to: 'externalId' },
        age: { to: 'attribute' },
        '=x': { to: 'attribute', name: 'x', type: 'boolean' },
      },
    };
    const content = 'id,age,=x\n1,5,maybe\n2,"6"7,true\n,5,true\n';
    const queued = await upload({ mapping, content });
    await run(api.workspace, queued);
    const response = await api.request(`/v1/imports/${queued.id}/errors.csv`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/csv');
    const lines = (await response.text()).split('\r\n');
    expect(lines).toEqual([
      'line,column,code,message',
      "2,'=x,value.type,'=x must be true or false.",
      '3,,row.quote,The row opens a quote that is not closed before the end of its cell.',
      expect.stringMatching(/^4,,identifier\.missing,/),
      '',
    ]);
  });
});

describe('POST /v1/imports/{id}/cancel', () => {
  it('stops what has not ended and leaves what has as it is', async () => {
    const waiting = await upload();
    const cancelled = await api.client(cancelImport, { params: { id: String(waiting.id) } });
    expect(cancelled).toMatchObject({ status: 'cancelled', failure: null });
    expect(cancelled.finishedAt).not.toBeNull();
    expect(await run(api.workspace, waiting)).toBe('ended');
    expect(await api.database.sql`select 1 from import_chunks where import_id = ${waiting.id}`).toHaveLength(
      0,
    );
    const done = await upload();
    await run(api.workspace, done);
    expect(await api.client(cancelImport, { params: { id: String(done.id) } })).toMatchObject({
      status: 'done',
    });
  });
});

describe('POST /v1/imports/inspect', () => {
  it('guesses a mapping that can be sent as it is', async () => {
    const sample = 'customer_id,First name,joined\n1,Ana,2024-01-31\n2,Ivo,2024-02-29\n';
    const guess = await api.client(inspectImport, { body: { kind: 'persons', fileName: 'p.csv', sample } });
    expect(guess.problems).toEqual([]);
    expect(guess.mapping.columns).toEqual({
      customer_id: { to: 'externalId' },
      'First name': { to: 'attribute', name: 'firstName', type: 'text' },
      joined: { to: 'attribute', name: 'joined', type: 'date' },
    });
    const queued = await upload({ mapping: guess.mapping, content: sample });
    expect(await run(api.workspace, queued)).toBe('done');
  });

  it('says what must still be mapped', async () => {
    const body = { kind: 'events', fileName: 'e.csv', sample: 'user_id,price\n1,5\n' } as const;
    const { mapping, problems } = await api.client(inspectImport, { body });
    expect(mapping.columns).toEqual({
      user_id: { to: 'externalId' },
      price: { to: 'property', name: 'price', type: 'integer' },
    });
    expect(problems).toHaveLength(1);
  });
});

describe('real files', () => {
  async function imported({ path, kind, mapping, fileName }: RealFile): Promise<TestWorkspace> {
    const workspace = await api.createWorkspace();
    const content = new Uint8Array(await readFile(path));
    const queued = await upload({ key: workspace.key, kind, mapping, content, fileName });
    expect(await run(workspace, queued)).toBe('done');
    return workspace;
  }
  const counted = async (workspace: TestWorkspace, conditions: readonly unknown[], asOf?: string) =>
    (
      await workspace.client(previewSegment, {
        body: { rule: { match: 'all', conditions }, exact: true, ...(asOf === undefined ? {} : { asOf }) },
      })
    ).count;

  it.skipIf(!CDNOW.exists)('purchases answer previews as of an instant', async () => {
    const workspace = await imported(CDNOW);
    expect(await counted(workspace, [{ kind: 'everyone' }])).toBe(23_570);
    const recent = { kind: 'event', event: 'purchase', window: { kind: 'last', amount: 90, unit: 'day' } };
    expect(await counted(workspace, [recent], '1998-07-01T00:00:00Z')).toBe(3282);
  });

  it.skipIf(!TELCO.exists)('customers answer previews', async () => {
    const workspace = await imported(TELCO);
    expect(await counted(workspace, [{ kind: 'everyone' }])).toBe(7043);
    const blank = { kind: 'attribute', attribute: 'TotalCharges', operator: 'is_not_set' };
    expect(await counted(workspace, [blank])).toBe(11);
  });
});
