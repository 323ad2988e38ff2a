import { createTestDatabase, type TestDatabase } from '@satsuma/database/testing';
import type { Database } from '@satsuma/database';
import { buildSegment } from '@satsuma/jobs';
import type { Processor } from 'bullmq';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig, type Config } from '../config/config.ts';
import { within } from '../database/unit-of-work.ts';
import { Metrics } from '../metrics/metrics.ts';
import { openSource, type JobSource } from './backend.ts';
import { JobQueue } from './job-queue.ts';

let database: TestDatabase;
let config: Config;
let queue: JobQueue;
const sources: JobSource[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  config = readConfig('queue-test', { DATABASE_URL: database.url });
});
afterAll(() => database.drop());
beforeEach(() => {
  queue = new JobQueue(config, pino({ level: 'silent' }), new Metrics());
});
afterEach(async () => {
  await Promise.all(sources.splice(0).map((source) => source.close()));
  await queue.onApplicationShutdown();
});

function work(processor: Processor): void {
  const source = openSource(config, buildSegment, processor);
  source.on('error', () => undefined);
  void source.run();
  sources.push(source);
}

test('a job reaches the worker with its payload', async () => {
  const seen: unknown[] = [];
  work(async (job) => void seen.push(job.data));
  await queue.add(buildSegment, { workspaceId: 1, segmentId: 2 });
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual([{ workspaceId: 1, segmentId: 2 }]);
});

test('jobs of one key are one while they wait', async () => {
  const seen: unknown[] = [];
  for (let added = 0; added < 5; added += 1) await queue.add(buildSegment, { workspaceId: 1, segmentId: 3 });
  await queue.add(buildSegment, { workspaceId: 1, segmentId: 4 });
  work(async (job) => void seen.push((job.data as { segmentId: number }).segmentId));
  await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(2);
  await new Promise((wait) => setTimeout(wait, 300));
  expect(seen.sort()).toEqual([3, 4]);
});

test('a job that comes while its like is worked on runs once more', async () => {
  let runs = 0;
  let release = (): void => undefined;
  const held = new Promise<void>((done) => (release = done));
  work(async () => {
    runs += 1;
    if (runs === 1) await held;
  });
  await queue.add(buildSegment, { workspaceId: 1, segmentId: 5 });
  await expect.poll(() => runs, { timeout: 10_000 }).toBe(1);
  for (let added = 0; added < 3; added += 1) await queue.add(buildSegment, { workspaceId: 1, segmentId: 5 });
  release();
  await expect.poll(() => runs, { timeout: 10_000 }).toBe(2);
});

test('a job of a unit of work is queued when that is committed, and not when it is not', async () => {
  const seen: unknown[] = [];
  work(async (job) => void seen.push((job.data as { segmentId: number }).segmentId));
  const add = (segmentId: number) => () => queue.add(buildSegment, { workspaceId: 1, segmentId });
  const { settle } = await database.db.transaction((tx) => within(tx as unknown as Database, add(6)));
  await new Promise((wait) => setTimeout(wait, 300));
  expect(seen).toEqual([]);
  await settle();
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual([6]);
});

test('a queue that cannot be reached fails nobody', async () => {
  const lost = new JobQueue(
    readConfig('queue-test', { DATABASE_URL: 'postgres://127.0.0.1:1/none' }),
    pino({ level: 'silent' }),
    new Metrics(),
  );
  await lost.add(buildSegment, { workspaceId: 1, segmentId: 7 });
  await lost.onApplicationShutdown();
});
