import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRule } from '@satsuma/segment-engine';
import { compileRule } from '@satsuma/segment-engine/sql';
import { readCatalog } from '../../catalog/index.ts';
import { previewRule } from '../../segments/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { createWorkspace } from '../../workspaces/index.ts';
import type { ImportRecord } from '../import-record.ts';
import { readImport } from '../imports.repository.ts';
import { CDNOW, TELCO, announceMissing, type RealFile } from '../testing/real-data.ts';
import { uploadFile } from '../testing/upload-file.ts';
import { runImport } from './run-import.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const AS_OF = new Date('1998-07-01T00:00:00.000Z');

announceMissing(CDNOW, TELCO);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function newWorkspace(): Promise<number> {
  const wanted = { name: 'Test', timeZone: 'UTC', strict: false };
  return (await createWorkspace(database.db, wanted, { actor: 'instance', now: NOW })).workspace.id;
}

async function upload(workspaceId: number, { path, kind, fileName, mapping }: RealFile): Promise<number> {
  const content = await readFile(path);
  return (await uploadFile(database.db, workspaceId, { kind, fileName, mapping }, content, NOW)).id;
}

async function imported(file: RealFile): Promise<number> {
  const workspaceId = await newWorkspace();
  const importId = await upload(workspaceId, file);
  expect(await runImport(database.db, workspaceId, importId, { now: () => NOW })).toBe('done');
  return workspaceId;
}

async function count(table: 'events' | 'persons', workspaceId: number): Promise<number> {
  const [row] = await database.db.execute<{ count: number }>(
    sql`select count(*) as count from ${sql.identifier(table)} where workspace_id = ${workspaceId}`,
  );
  return row?.count ?? -1;
}

/** How many people a rule holds for, by the statement that counts and by the one of a preview, which must agree. */
async function countOf(
  workspaceId: number,
  conditions: readonly unknown[],
  now: Date,
  match = 'all',
): Promise<number> {
  const { catalog, timeZone } = await readCatalog(database.db, workspaceId);
  const rule = { match, conditions };
  const checked = checkRule(rule, catalog);
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  const compiled = compileRule(checked.rule, { catalog, timeZone, workspaceId, now: now.getTime() });
  const [row] = await database.db.execute<{ count: number }>(compiled.count());
  const preview = await previewRule(database, workspaceId, { rule, now, sampleSize: 0 });
  expect(preview.count).toBe(row?.count);
  return preview.count;
}

describe.skipIf(!CDNOW.exists)('purchases of an online shop', () => {
  let workspaceId: number;
  beforeAll(async () => {
    workspaceId = await imported(CDNOW);
  });

  it('all land, equal rows as separate events', async () => {
    expect(await count('persons', workspaceId)).toBe(23_570);
    expect(await count('events', workspaceId)).toBe(69_659);
  });

  const purchase = { kind: 'event', event: 'purchase' };
  it.each([
    ['at least 3 ever', { count: { operator: 'at_least', value: 3 } }, 7583],
    ['exactly 1 ever', { count: { operator: 'exactly', value: 1 } }, 11_908],
    ['at least 1 in the last 90 days', { window: { kind: 'last', amount: 90, unit: 'day' } }, 3282],
    [
      'amounts of at least 200 ever',
      { measure: { function: 'sum', property: 'amount' }, compare: { operator: 'at_least', value: 200 } },
      3005,
    ],
    [
      'the first one in February 1997',
      {
        occurrence: 'first',
        window: { kind: 'between', from: '1997-02-01T00:00:00Z', to: '1997-03-01T00:00:00Z' },
      },
      8476,
    ],
    [
      'any of at least 5 pieces',
      { where: { match: 'all', conditions: [{ property: 'quantity', operator: 'at_least', value: 5 }] } },
      3769,
    ],
  ])('%s', async (_, condition, expected) => {
    expect(await countOf(workspaceId, [{ ...purchase, ...condition }], AS_OF)).toBe(expected);
  });
});

describe.skipIf(!TELCO.exists)('customers of a telephone company', () => {
  let workspaceId: number;
  beforeAll(async () => {
    workspaceId = await imported(TELCO);
  });

  it('all land, with the types of the mapping and the guessed ones', async () => {
    expect(await count('persons', workspaceId)).toBe(7043);
    const { catalog } = await readCatalog(database.db, workspaceId);
    const types = Object.fromEntries([...catalog.attributes].map(([name, { type }]) => [name, type]));
    expect(types).toMatchObject({
      SeniorCitizen: 'integer',
      tenure: 'integer',
      TotalCharges: 'decimal',
      Partner: 'text',
      gender: 'text',
    });
  });

  const attribute = (name: string, operator: string, value?: unknown) => ({
    kind: 'attribute',
    attribute: name,
    operator,
    ...(value === undefined ? {} : { value }),
  });
  it.each([
    [
      'two-year contracts that were kept',
      [attribute('Contract', 'is', 'two year'), attribute('Churn', 'is', 'no')],
      'all',
      1647,
    ],
    ['without total charges', [attribute('TotalCharges', 'is_not_set')], 'all', 11],
    ['paying automatically', [attribute('PaymentMethod', 'contains', 'AUTOMATIC')], 'all', 3066],
    ['L2: without a partner, unknown ones included', [attribute('Partner', 'is_not', 'Yes')], 'all', 3641],
    ['none of those who paid 1000', [attribute('TotalCharges', 'at_least', 1000)], 'none', 2904],
  ])('%s', async (_, conditions, match, expected) => {
    expect(await countOf(workspaceId, conditions, NOW, match)).toBe(expected);
  });
});

describe.skipIf(!CDNOW.exists)('a run that is killed', () => {
  const script = fileURLToPath(new URL('../testing/run-import-process.ts', import.meta.url));

  /** Starts a process that runs the import, and says how it ended: with a code, or killed. */
  function runProcess(workspaceId: number, importId: number) {
    const args = [
      '--conditions=@satsuma/source',
      script,
      database.url,
      String(workspaceId),
      String(importId),
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    return { child, ended: once(child, 'exit') as Promise<[code: number | null, signal: string | null]> };
  }

  /** Kills a run somewhere within a batch after its first one has landed. */
  async function runAndKill(workspaceId: number, importId: number, delay: number): Promise<void> {
    const before = await bytesDone(workspaceId, importId);
    const { child, ended } = runProcess(workspaceId, importId);
    while (child.exitCode === null && (await bytesDone(workspaceId, importId)) === before) await pause(5);
    await pause(delay);
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  }

  const bytesDone = async (workspaceId: number, importId: number): Promise<number> =>
    (await read(workspaceId, importId)).progress.bytes;

  async function read(workspaceId: number, importId: number): Promise<ImportRecord> {
    const record = await readImport(database.db, workspaceId, importId);
    if (record === null) throw new Error('The import is gone.');
    return record;
  }

  it('L6: again and again, loses nothing and does nothing twice', { timeout: 300_000 }, async () => {
    const workspaceId = await newWorkspace();
    const importId = await upload(workspaceId, CDNOW);
    for (const delay of [0, 20, 45, 70, 110]) await runAndKill(workspaceId, importId, delay);
    expect(await read(workspaceId, importId)).toMatchObject({ status: 'running' });
    expect(await runProcess(workspaceId, importId).ended).toEqual([0, null]);
    expect(await read(workspaceId, importId)).toMatchObject({
      status: 'done',
      progress: { rows: 69_659 },
      results: { accepted: 69_659, created: 23_570, failed: 0, duplicates: 0 },
    });
    expect(await count('persons', workspaceId)).toBe(23_570);
    expect(await count('events', workspaceId)).toBe(69_659);
  });
});
