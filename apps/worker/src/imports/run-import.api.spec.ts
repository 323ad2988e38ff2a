import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appendImportChunk,
  createImport,
  createWorkspace,
  readImport,
  type ImportRecord,
  type NewImport,
} from '@satsuma/database';
import { createTestDatabase, uploadFile, type TestDatabase } from '@satsuma/database/testing';
import { runImport } from '@satsuma/jobs';
import { JobQueue, createLogger, readConfig } from '@satsuma/runtime';
import { WorkerModule } from '../worker.module.ts';

let database: TestDatabase;
let worker: INestApplicationContext;
let workspaceId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const wanted = { name: 'Test', timeZone: 'UTC', strict: false };
  workspaceId = (await createWorkspace(database.db, wanted, { actor: 'instance', now: new Date() })).workspace
    .id;
  const config = readConfig('satsuma-worker-test', {
    DATABASE_URL: database.url,
    METRICS_PORT: 'off',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
  });
  worker = await NestFactory.createApplicationContext(WorkerModule.with(config, createLogger(config)), {
    logger: false,
    abortOnError: false,
  });
});
afterAll(async () => {
  await worker.close();
  await database.drop();
});

const VISITS: NewImport = {
  kind: 'events',
  fileName: 'visits.csv',
  mapping: { event: 'visit', columns: { who: { to: 'externalId' }, at: { to: 'occurredAt' } } },
};
const FILE = `who,at\n${'a,2026-01-01\n'.repeat(1500)}`;

async function ended(id: number): Promise<ImportRecord> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const record = await readImport(database.db, workspaceId, id);
    if (record !== null && record.finishedAt !== null) return record;
    await pause(30);
  }
  throw new Error('The import does not end.');
}

describe('the worker', () => {
  it('runs an import that a job tells of', async () => {
    const { id } = await uploadFile(database.db, workspaceId, VISITS, FILE, new Date());
    await worker.get(JobQueue).add(runImport, { workspaceId, importId: id });
    expect(await ended(id)).toMatchObject({ status: 'done', results: { accepted: 1500, created: 1 } });
  });

  it('L6: finds imports whose job was lost, and uploads that died', async () => {
    const past = new Date(Date.now() - 3_600_000);
    const { id } = await uploadFile(database.db, workspaceId, VISITS, FILE, past);
    const dead = await createImport(database.db, workspaceId, VISITS, { now: past });
    await appendImportChunk(
      database.db,
      workspaceId,
      dead.id,
      { position: 0, bytes: Buffer.from('who') },
      { now: past },
    );
    expect(await ended(id)).toMatchObject({ status: 'done', results: { accepted: 1500 } });
    expect(await ended(dead.id)).toMatchObject({ status: 'failed' });
  });
});
