import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError, cancelImport, inspectImport, listImports, previewSegment } from '@satsuma/contracts';
import { CDNOW, TELCO, announceMissing, type RealFile } from '@satsuma/database/testing';
import { startTestApi, type TestApi, type TestWorkspace } from '../testing/index.ts';
import { run, upload } from './testing/test-imports.ts';

announceMissing(CDNOW, TELCO);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('GET /v1/imports', () => {
  it('lists imports page by page, newest first', async () => {
    const workspace = await api.createWorkspace();
    const ids: number[] = [];
    for (let n = 0; n < 3; n += 1) ids.unshift((await upload(api, { key: workspace.key })).id);
    const first = await workspace.client(listImports, { query: { limit: 2 } });
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = await workspace.client(listImports, { query: { limit: 2, cursor: first.nextCursor ?? '' } });
    expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(rest.nextCursor).toBeNull();
  });

  it('knows nothing of another workspace', async () => {
    const { id } = await upload(api);
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
    const queued = await upload(api, { mapping, content });
    await run(api, api.workspace, queued);
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
    const waiting = await upload(api);
    const cancelled = await api.client(cancelImport, { params: { id: String(waiting.id) } });
    expect(cancelled).toMatchObject({ status: 'cancelled', failure: null });
    expect(cancelled.finishedAt).not.toBeNull();
    expect(await run(api, api.workspace, waiting)).toBe('ended');
    expect(await api.database.sql`select 1 from import_chunks where import_id = ${waiting.id}`).toHaveLength(
      0,
    );
    const done = await upload(api);
    await run(api, api.workspace, done);
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
    const queued = await upload(api, { mapping: guess.mapping, content: sample });
    expect(await run(api, api.workspace, queued)).toBe('done');
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
    const queued = await upload(api, { key: workspace.key, kind, mapping, content, fileName });
    expect(await run(api, workspace, queued)).toBe('done');
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
