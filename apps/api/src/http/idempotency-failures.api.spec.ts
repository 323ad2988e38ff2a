import { createTestDatabase, type TestDatabase } from '@satsuma/database/testing';
import { createSegment } from '@satsuma/contracts';
import { createApiKey, createWorkspace, schema, type Database } from '@satsuma/database';
import { afterCommit, ambientDatabase, type Clock, readConfig } from '@satsuma/runtime';
import { eq, sql } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TestClock } from '../testing/index.ts';
import type { Answer } from './answer.ts';
import { Caller } from './caller.ts';
import { Idempotency } from './idempotency.ts';
import type { RequestState } from './input.ts';
import { ProblemError } from './problem-error.ts';

let database: TestDatabase;
let db: Database;
let idempotency: Idempotency;
let workspaceId: number;
let attempts = 0;
const clock: Clock = new TestClock();

beforeAll(async () => {
  database = await createTestDatabase();
  db = ambientDatabase(database.db);
  idempotency = new Idempotency(database, clock, readConfig('test', { DATABASE_URL: database.url }));
  const wanted = { name: 'Test', timeZone: 'UTC', strict: false };
  workspaceId = (await createWorkspace(db, wanted, { actor: 'instance', now: clock.now() })).workspace.id;
});
afterAll(() => database.drop());
beforeEach(() => {
  attempts += 1;
});

const fine: Answer = { status: 201, contentType: 'application/json', headers: {}, payload: '{"done":true}' };

function once(work: () => Promise<Answer>): Promise<Answer> {
  const request = {
    url: '/v1/api-keys',
    headers: { 'idempotency-key': `k${attempts}`, authorization: 'Bearer x' },
    body: { value: { name: 'x' }, suspect: false },
  } as unknown as FastifyRequest;
  const caller = new Caller({
    workspaceId,
    actor: 'key:1',
    scopes: ['admin'],
    timeZone: 'UTC',
    strict: false,
  });
  const state: RequestState = { endpoint: createSegment, caller, input: null };
  return idempotency.once(request, state, work);
}

const work = () =>
  createApiKey(
    db,
    { workspaceId, name: `n${attempts}`, scopes: ['admin'], actor: 'key:1', now: clock.now() },
    1000,
  );

const made = () => database.db.$count(schema.apiKeys, eq(schema.apiKeys.name, `n${attempts}`));

test('L6: work whose process dies before the reply is kept leaves nothing, and is done by the next try', async () => {
  const dying = once(async () => {
    await work();
    const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await database.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
    return fine;
  });
  await expect(dying).rejects.toThrow();
  expect(await made()).toBe(0);
  expect(await once(async () => (await work(), fine))).toEqual(fine);
  expect(await made()).toBe(1);
  expect(await once(() => Promise.reject(new Error('not again')))).toMatchObject({ payload: fine.payload });
});

test('a failure on our side is not kept and leaves nothing', async () => {
  const failing = once(async () => {
    await work();
    throw new Error('broken');
  });
  await expect(failing).rejects.toThrow('broken');
  expect(await made()).toBe(0);
  expect(await once(async () => (await work(), fine))).toEqual(fine);
  expect(await made()).toBe(1);
});

test('a refusal takes back what was done before it, and is kept', async () => {
  const refuse = async (): Promise<Answer> => {
    await work();
    throw new ProblemError('limit.exceeded', 'Enough.');
  };
  expect(await once(refuse)).toMatchObject({ status: 422 });
  expect(await made()).toBe(0);
  expect(await once(async () => (await work(), fine))).toMatchObject({
    status: 422,
    headers: { 'Idempotency-Replayed': 'true' },
  });
  expect(await made()).toBe(0);
});

test('a failed statement inside the work does not spoil the transaction around it', async () => {
  const refuse = async (): Promise<Answer> => {
    await db.execute(sql`select 1 / 0`).catch(() => undefined);
    throw new ProblemError('not_found', 'Nothing there.');
  };
  expect(await once(refuse)).toMatchObject({ status: 404 });
  expect(await once(refuse)).toMatchObject({ headers: { 'Idempotency-Replayed': 'true' } });
});

test('what is to follow the commit follows it, and nothing follows a refusal', async () => {
  const seen: number[] = [];
  const later = () => afterCommit(async () => void seen.push(await made()));
  await once(async () => {
    await work();
    await later();
    expect(seen).toEqual([]);
    return fine;
  });
  expect(seen).toEqual([1]);
  attempts += 1;
  await once(async () => {
    await later();
    throw new ProblemError('not_found', 'Nothing there.');
  });
  expect(seen).toEqual([1]);
});

test('a reply of any text is kept as it is', async () => {
  const payload = JSON.stringify({ text: '\u0000 \ud83c \\ "', z: 1, a: 2 });
  expect(await once(async () => ({ ...fine, payload }))).toMatchObject({ payload });
  expect(await once(() => Promise.reject(new Error('not again')))).toMatchObject({ payload });
});
