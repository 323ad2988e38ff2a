import { connect, createWorkspace, type Connection } from '@satsuma/database';
import { createTestDatabase, type TestDatabase } from '@satsuma/database/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BuildSegmentProcessor } from './build-segment.processor.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url, { max: 2 });
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

it('many segments that fail for ever do not keep later ones from their second chance', async () => {
  const wanted = { name: 'Test', timeZone: 'UTC', strict: false };
  const context = { actor: 'instance', now: new Date('2026-06-01T00:00:00Z') };
  const { workspace } = await createWorkspace(database.db, wanted, context);
  await database.sql`update segments set status = 'ready'`;
  await database.sql`insert into segments (workspace_id, name, name_folded, description, rule, origin, status)
    select ${workspace.id}, 'n' || n, 'n' || n, '', '{}', 'user', 'failed' from generate_series(1, 150) n`;
  const processor = new BuildSegmentProcessor(connection, pino({ level: 'silent' }));
  const round = async (minute: number) =>
    (await processor.unfinished(new Date(Date.UTC(2026, 5, 1, 0, minute)))).map(({ segmentId }) => segmentId);
  const rounds = [await round(0), await round(5), await round(10), await round(20)];
  expect(rounds.map(({ length }) => length)).toEqual([100, 0, 50, 100]);
  expect(new Set([...(rounds[0] ?? []), ...(rounds[2] ?? [])]).size).toBe(150);
  expect(rounds[3]).toEqual(rounds[0]);
});
