import {
  createWorkspace,
  deleteWorkspace,
  listWorkspaces,
  readWorkspace,
  updateWorkspace,
} from '@satsuma/contracts';
import { listAudit, schema, segmentsToBuild } from '@satsuma/database';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('settings', () => {
  test('are read and changed', async () => {
    const { client, id } = await api.createWorkspace({ name: 'Before', timeZone: 'Europe/Zagreb' });
    expect(await client(readWorkspace)).toMatchObject({
      id,
      name: 'Before',
      timeZone: 'Europe/Zagreb',
      strict: false,
    });
    const body = { name: 'After', timeZone: 'America/New_York', strict: true };
    expect(await client(updateWorkspace, { body })).toMatchObject({ id, ...body });
    expect(await client(readWorkspace)).toMatchObject({ id, ...body });
    const [entry] = await listAudit(api.database.db, id, 1);
    expect(entry).toMatchObject({
      action: 'workspace.updated',
      details: { before: { name: 'Before' }, after: body },
    });
  });

  test('stay as they are when nothing is changed', async () => {
    const { client, id } = await api.createWorkspace({ name: 'Same' });
    await client(updateWorkspace, { body: {} });
    await client(updateWorkspace, { body: { name: 'Same', strict: false } });
    expect(await listAudit(api.database.db, id, 10)).toHaveLength(2);
    const { workspaces } = schema;
    const [row] = await api.database.db.select().from(workspaces).where(eq(workspaces.id, id));
    expect(row?.catalogVersion).toBe(1);
  });

  test('L5: another time zone builds every segment anew', async () => {
    const { client, id } = await api.createWorkspace();
    const { segments } = schema;
    await api.database.db.update(segments).set({ status: 'ready' }).where(eq(segments.workspaceId, id));
    await client(updateWorkspace, { body: { strict: true } });
    const waiting = async () =>
      (await segmentsToBuild(api.database.db, 'building')).filter(({ workspaceId }) => workspaceId === id);
    expect(await waiting()).toHaveLength(0);
    await client(updateWorkspace, { body: { timeZone: 'Asia/Tokyo' } });
    expect(await waiting()).toHaveLength(2);
  });

  test.each(['Mars/Olympus', '', '+02:00', 'europe', 'EST5EDT6', "'; drop table workspaces"])(
    '%j is no time zone',
    async (timeZone) => {
      const reply = await api.request('/v1/workspace', { method: 'PATCH', body: { timeZone } });
      expect(reply.status).toBe(422);
      expect(await reply.json()).toMatchObject({ issues: [{ path: '/timeZone' }] });
    },
  );

  test.each([
    ['SystemV/PST8', []],
    ['US/Pacific-New', ['America/Los_Angeles']],
  ])('%s, which the database does not know, is refused', async (timeZone, suggestions) => {
    const reply = await api.request('/v1/workspace', { method: 'PATCH', body: { timeZone } });
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({
      issues: [
        {
          code: 'time_zone.unknown',
          suggestions: expect.arrayContaining(suggestions) as string[],
        },
      ],
    });
  });

  test('old names that are still known are taken', async () => {
    const { client } = await api.createWorkspace();
    for (const timeZone of ['UTC', 'Asia/Calcutta', 'US/Pacific', 'Europe/Kyiv'])
      expect(await client(updateWorkspace, { body: { timeZone } })).toMatchObject({ timeZone });
  });

  test('a misspelled time zone is named with the right one', async () => {
    const reply = await api.request('/v1/workspace', {
      method: 'PATCH',
      body: { timeZone: 'Europe/Zagrep' },
    });
    expect(await reply.json()).toMatchObject({
      issues: [{ suggestions: expect.arrayContaining(['Europe/Zagreb']) as string[] }],
    });
  });
});

describe('workspaces of the instance', () => {
  test('are made, listed and deleted with the instance key', async () => {
    const instance = api.clientOf(api.instanceKey);
    const { workspace, apiKey } = await instance(createWorkspace, {
      body: { name: 'New', timeZone: 'Europe/Paris' },
    });
    expect(workspace).toMatchObject({ name: 'New', timeZone: 'Europe/Paris', strict: false });
    const made = api.clientOf(apiKey);
    expect(await made(readWorkspace)).toEqual(workspace);
    const listed = await instance(listWorkspaces, { query: { limit: 500 } });
    expect(listed.data).toContainEqual(workspace);
    expect(listed.data.map(({ id }) => id)).toEqual(listed.data.map(({ id }) => id).sort((a, b) => a - b));
    await instance(deleteWorkspace, { params: { id: String(workspace.id) } });
    await expect(made(readWorkspace)).rejects.toMatchObject({ problem: { status: 401 } });
    await expect(instance(deleteWorkspace, { params: { id: String(workspace.id) } })).rejects.toMatchObject({
      problem: { status: 404 },
    });
  });

  test('are listed page by page', async () => {
    const instance = api.clientOf(api.instanceKey);
    const all = (await instance(listWorkspaces, { query: { limit: 500 } })).data.map(({ id }) => id);
    const first = await instance(listWorkspaces, { query: { limit: 2 } });
    const rest = await instance(listWorkspaces, { query: { limit: 500, cursor: first.nextCursor ?? '' } });
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(all);
  });

  test('are nobody else’s business', async () => {
    for (const [method, path, body] of [
      ['POST', '/v1/workspaces', { name: 'x' }],
      ['GET', '/v1/workspaces', undefined],
      ['DELETE', `/v1/workspaces/${api.workspace.id}`, undefined],
    ] as const) {
      const reply = await api.request(path, { method, body });
      expect(reply.status).toBe(403);
    }
  });

  test('an id beyond what ids can be is an id of nothing', async () => {
    const instance = api.clientOf(api.instanceKey);
    for (const id of ['2147483648', '9007199254740991', 'x']) {
      await expect(instance(deleteWorkspace, { params: { id } })).rejects.toMatchObject({
        problem: { status: 404 },
      });
    }
  });

  test('the instance key is admin of the first workspace', async () => {
    const instance = api.clientOf(api.instanceKey);
    expect((await instance(readWorkspace)).id).toBe(api.workspace.id);
  });
});
