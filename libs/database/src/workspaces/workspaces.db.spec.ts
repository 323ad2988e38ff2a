import { setTimeout as pause } from 'node:timers/promises';
import { eq, getTableName, is, sql } from 'drizzle-orm';
import { PgTable, getTableConfig } from 'drizzle-orm/pg-core';
import { STANDARD_ATTRIBUTES } from '@satsuma/segment-engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOwner } from '../access/accounts.repository.ts';
import { holdCatalog } from '../catalog/catalog-lock.ts';
import { readCatalog } from '../catalog/workspace-catalog.ts';
import * as schema from '../schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createWorkspace, deleteWorkspace, ensureFirstWorkspace, readWorkspace } from './index.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const context = { actor: 'instance', now };
const wanted = { name: 'Shop', timeZone: 'Europe/Zagreb', strict: false };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the first workspace is made once, however many processes start', async () => {
  const made = await Promise.all(
    Array.from({ length: 8 }, () => ensureFirstWorkspace(database.db, wanted, { now })),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await database.db.select().from(schema.workspaces)).toHaveLength(1);
  // Nobody would ever see a key that is made here.
  expect(await database.db.select().from(schema.apiKeys)).toEqual([]);
});

test('a new workspace has the standard attributes, app_launched and the predefined segments', async () => {
  const { workspace, segmentIds } = await createWorkspace(database.db, wanted, context);
  const { catalog, version } = await readCatalog(database.db, workspace.id);
  expect(version).toBe(1);
  for (const { name, type } of STANDARD_ATTRIBUTES)
    expect(catalog.attributes.get(name)).toMatchObject({ type });
  expect([...catalog.events.keys()]).toEqual(['app_launched']);
  const rows = await database.db
    .select()
    .from(schema.segments)
    .where(eq(schema.segments.workspaceId, workspace.id))
    .orderBy(schema.segments.id);
  expect(rows).toMatchObject([
    {
      id: segmentIds[0],
      name: 'Active mobile users',
      origin: 'predefined',
      status: 'building',
      createdBy: null,
    },
    { id: segmentIds[1], name: 'Inactive mobile users', origin: 'predefined', status: 'building' },
  ]);
});

test('L7: what the predefined segments mention is written down', async () => {
  const { workspace, segmentIds } = await createWorkspace(database.db, wanted, context);
  const { catalog } = await readCatalog(database.db, workspace.id);
  const mentions = await database.db
    .select()
    .from(schema.segmentMentions)
    .where(eq(schema.segmentMentions.workspaceId, workspace.id));
  const mentionedId = catalog.events.get('app_launched')?.id;
  expect(mentions).toEqual(
    segmentIds.map((segmentId) => ({ workspaceId: workspace.id, segmentId, kind: 'event', mentionedId })),
  );
});

test('deleting takes everything of the workspace and nothing of others', async () => {
  const gone = await createWorkspace(database.db, wanted, context);
  const stays = await createWorkspace(database.db, wanted, context);
  for (const { workspace, name } of [
    { ...gone, name: 'gone' },
    { ...stays, name: 'stays' },
  ]) {
    await createOwner(
      database.db,
      { workspaceId: workspace.id, email: `${name}@example.com`, password: 'x' },
      { now },
    );
    await fillEveryTable(workspace.id);
  }
  const before = await rowsOf(stays.workspace.id);
  expect(Object.values(await rowsOf(gone.workspace.id)).every((rows) => rows > 0)).toBe(true);

  expect(await deleteWorkspace(database.db, gone.workspace.id)).toBe(true);
  expect(Object.values(await rowsOf(gone.workspace.id)).every((rows) => rows === 0)).toBe(true);
  expect(await readWorkspace(database.db, gone.workspace.id)).toBeNull();
  expect(await rowsOf(stays.workspace.id)).toEqual(before);
  const accounts = await database.db.select({ email: schema.accounts.email }).from(schema.accounts);
  expect(accounts).toEqual([{ email: 'stays@example.com' }]);
  expect(await deleteWorkspace(database.db, gone.workspace.id)).toBe(false);
});

test('deleting waits for writers and does not deadlock with them', async () => {
  const { workspace } = await createWorkspace(database.db, wanted, context);
  const deleted = await database.db.transaction(async (tx) => {
    await holdCatalog(tx, workspace.id);
    const deleting = deleteWorkspace(database.db, workspace.id);
    await waitingForCatalog();
    await tx.update(schema.workspaces).set({ name: 'Written' }).where(eq(schema.workspaces.id, workspace.id));
    return { deleting };
  });
  expect(await deleted.deleting).toBe(true);
});

async function waitingForCatalog(): Promise<void> {
  for (;;) {
    const [row] = await database.sql`select count(*)::int as n from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
    if (row?.['n'] > 0) return;
    await pause(10);
  }
}

test('ids of deleted workspaces are not given out again', async () => {
  const { workspace } = await createWorkspace(database.db, wanted, context);
  await deleteWorkspace(database.db, workspace.id);
  const next = await createWorkspace(database.db, wanted, context);
  expect(next.workspace.id).toBeGreaterThan(workspace.id);
});

const tables = (Object.values(schema) as unknown[])
  .filter((value): value is PgTable => is(value, PgTable))
  .filter((table) => getTableConfig(table).columns.some(({ name }) => name === 'workspace_id'));

async function rowsOf(workspaceId: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables)
    counts[getTableName(table)] = await database.db.$count(table, sql`workspace_id = ${workspaceId}`);
  return counts;
}

/** Puts a row of any content into every table that has none of the workspace yet. */
async function fillEveryTable(workspaceId: number): Promise<void> {
  for (const table of tables) {
    if ((await database.db.$count(table, sql`workspace_id = ${workspaceId}`)) > 0) continue;
    const columns = getTableConfig(table).columns.filter(
      (column) =>
        column.name === 'workspace_id' ||
        (column.notNull && !column.hasDefault && column.generatedIdentity === undefined),
    );
    const values = columns.map((column) =>
      column.name === 'workspace_id' ? sql`${workspaceId}` : anything(column.getSQLType()),
    );
    const names = columns.map(({ name }) => sql.identifier(name));
    await database.db.execute(
      sql`insert into ${table} (${sql.join(names, sql`, `)}) values (${sql.join(values, sql`, `)})`,
    );
  }
}

function anything(type: string) {
  if (type.endsWith('[]')) return sql.raw(`'{}'::${type}`);
  if (type === 'jsonb') return sql`'{}'::jsonb`;
  if (type.startsWith('timestamp')) return sql`now()`;
  if (type === 'uuid') return sql`gen_random_uuid()`;
  if (type === 'boolean') return sql`false`;
  if (/int/.test(type)) return sql`(random() * 30000)::int`;
  return sql.raw(`(random()::text)::${type}`);
}
