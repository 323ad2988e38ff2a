import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@satsuma/database/testing';
import { JOBS, buildSegment, type Job } from '@satsuma/jobs';
import { JobQueue, RuntimeModule, createLogger, readConfig } from '@satsuma/runtime';
import { RunnerModule } from './index.ts';
import { Processes, type Processor } from './processor.ts';

let database: TestDatabase;
let worker: INestApplicationContext;
let runs = 0;

/** Fails like a statement whose parameters are people. */
function failing(job: Job): Type<Processor> {
  @Processes(job)
  class Failing implements Processor {
    async run(): Promise<void> {
      runs += 1;
      throw new Error('Failed query: insert\nparams: ana@example.com');
    }
    async unfinished(): Promise<readonly never[]> {
      return [];
    }
  }
  return Failing;
}

beforeAll(async () => {
  database = await createTestDatabase();
  const config = readConfig('satsuma-worker-test', {
    DATABASE_URL: database.url,
    METRICS_PORT: 'off',
    LOG_LEVEL: 'silent',
  });
  @Module({
    imports: [RuntimeModule.with(config, createLogger(config)), RunnerModule],
    providers: JOBS.map(failing),
  })
  class Worker {}
  worker = await NestFactory.createApplicationContext(Worker, { logger: false, abortOnError: false });
});
afterAll(async () => {
  await worker.close();
  await database.drop();
});

async function everythingStored(): Promise<string> {
  const { sql } = database;
  const tables = await sql<{ name: string }[]>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const texts: string[] = [];
  for (const { name } of tables)
    texts.push(JSON.stringify(await sql.unsafe(`select t::text from ${name} t`)));
  return texts.join('\n');
}

describe('a job that fails', () => {
  it('is tried again, and leaves nothing of what is known about people in the queue', async () => {
    await worker.get(JobQueue).add(buildSegment, { workspaceId: 1, segmentId: 1 });
    await expect.poll(() => runs, { timeout: 20_000 }).toBeGreaterThan(1);
    const stored = await everythingStored();
    expect(stored).toContain('segment-build');
    expect(stored).not.toContain('ana@example.com');
  });
});
