import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createSegment,
  createWorkspace,
  deleteSegment,
  updateSegment,
  upsertPersons,
} from '@satsuma/database';
import { createTestDatabase, type TestDatabase } from '@satsuma/database/testing';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const context = { actor: 'instance', now: new Date('2026-06-01T00:00:00Z') };
const PEOPLE = 3000;

let database: TestDatabase;
let workspaceId: number;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  spawnSync('tsc', ['-b', 'apps/worker'], { cwd: root });
  database = await createTestDatabase();
  const wanted = { name: 'Test', timeZone: 'UTC', strict: false };
  workspaceId = (await createWorkspace(database.db, wanted, context)).workspace.id;
  for (let from = 0; from < PEOPLE; from += 1000) {
    const people = Array.from({ length: 1000 }, (_, n) => ({
      externalId: `p${from + n}`,
      attributes: { points: from + n },
    }));
    await upsertPersons(database.db, workspaceId, people, context);
  }
});
afterEach(async () => {
  await Promise.all([...workers].map((worker) => end(worker, 'SIGKILL')));
});
afterAll(() => database.drop());

/** A worker as it runs in earnest; resolves when it takes jobs. */
async function startWorker(): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: database.url, METRICS_PORT: 'off', LOG_LEVEL: 'info' };
  const worker = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  workers.add(worker);
  let said = '';
  for await (const chunk of worker.stdout as AsyncIterable<Buffer>) {
    said += chunk.toString();
    if (said.includes('worker runs')) break;
  }
  if (!said.includes('worker runs')) throw new Error(`the worker did not start: ${said}`);
  return worker;
}

async function end(worker: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  workers.delete(worker);
  if (worker.exitCode !== null || worker.signalCode !== null) return worker.exitCode;
  worker.kill(signal);
  await once(worker, 'exit');
  return worker.exitCode;
}

const pointsFrom = (value: number) => ({
  match: 'all',
  conditions: [{ kind: 'attribute', attribute: 'points', operator: 'at_least', value }],
});

/** The first of the points of each version of the rules, by segment. */
const history = new Map<number, number[]>();

async function create(name: string): Promise<number> {
  const content = { name, description: '', rule: pointsFrom(0) };
  const { segment } = await createSegment(database.db, workspaceId, content, context);
  history.set(segment.id, [0]);
  return segment.id;
}

async function change(id: number): Promise<void> {
  const from = Math.floor(Math.random() * PEOPLE);
  const { segment } = await updateSegment(database.db, workspaceId, id, { rule: pointsFrom(from) }, context);
  const versions = history.get(id) ?? [];
  if (segment.ruleVersion > versions.length) versions.push(from);
}

/** Every membership is exactly that of the rule version that the row says: never a part of one, never a mixture of two. */
async function expectWhole(): Promise<void> {
  const rows = await database.sql<
    { id: number; size: number; built: number; people: number; least: number | null }[]
  >`
    select s.id, s.size, s.built_rule_version as built, count(m.person_id) as people, min(substr(p.external_id, 2)::int) as least
    from segments s left join memberships m on m.segment_id = s.id left join persons p on p.id = m.person_id
    where s.origin = 'user' group by s.id`;
  for (const { id, size, built, people, least } of rows) {
    const from = built === 0 ? PEOPLE : (history.get(id)?.[built - 1] ?? Number.NaN);
    expect({ id, size, people, least }).toEqual({
      id,
      size: PEOPLE - from,
      people: PEOPLE - from,
      least: from === PEOPLE ? null : from,
    });
  }
}

async function settled(ids: readonly number[], patience = 60_000): Promise<void> {
  for (const until = Date.now() + patience; ; await pause(50)) {
    const [row] =
      await database.sql`select count(*) as open from segments where id = any(${[...ids]}::bigint[]) and status <> 'ready'`;
    if (row?.open === 0) return;
    if (Date.now() > until) throw new Error('the segments are not built in time');
  }
}

describe('the worker', { timeout: 180_000 }, () => {
  it('finds segments by their rows, without having been told, and stops when asked', async () => {
    const id = await create('Found by itself');
    const worker = await startWorker();
    const [predefined] = await database.sql`select id from segments where origin = 'predefined' limit 1`;
    await settled([id, Number(predefined?.id)], 20_000);
    await change(id);
    await settled([id], 20_000);
    await expectWhole();
    expect(await end(worker, 'SIGTERM')).toBe(0);
  });

  it('L6: killed at any moment, alone or in company, loses nothing and leaves no half membership', async () => {
    const ids = await Promise.all(['A', 'B', 'C', 'D'].map(create));
    for (let round = 0; round < 4; round += 1) {
      const pair = await Promise.all(round % 2 === 0 ? [startWorker()] : [startWorker(), startWorker()]);
      const edits = (async () => {
        for (let edit = 0; edit < 12; edit += 1) {
          await change(ids[edit % ids.length] ?? 0);
          await pause(Math.random() * 60);
        }
      })();
      await pause(Math.random() * 800);
      for (const worker of pair) await end(worker, 'SIGKILL');
      await edits;
      await expectWhole();
    }
    await startWorker();
    await settled(ids);
    await expectWhole();
    const rows =
      await database.sql`select id, rule_version as wanted, built_rule_version as built from segments where id = any(${ids}::bigint[])`;
    for (const { id, wanted, built } of rows) expect({ id, built }).toEqual({ id, built: wanted });
  });

  it('clears away what deleted segments leave', async () => {
    const id = await create('Deleted');
    await startWorker();
    await settled([id], 30_000);
    await deleteSegment(database.db, workspaceId, id, context);
    for (const until = Date.now() + 30_000; ; await pause(50)) {
      const [row] =
        await database.sql`select (select count(*) from memberships where segment_id = ${id}) + (select count(*) from segment_removals) as left`;
      if (row?.left === 0) break;
      expect(Date.now()).toBeLessThan(until);
    }
  });
});
