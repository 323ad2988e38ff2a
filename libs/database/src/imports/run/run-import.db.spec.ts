import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCatalog } from '../../catalog/index.ts';
import { listPersons } from '../../persons/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { createWorkspace } from '../../workspaces/index.ts';
import { readImportErrors, type ImportError } from '../import-errors.repository.ts';
import type { ImportRecord } from '../import-record.ts';
import { cancelImport, readImport } from '../imports.repository.ts';
import type { ImportMapping } from '../mapping/import-mapping.ts';
import { failDeadUploads, listWaitingImports } from '../sweep.repository.ts';
import { uploadFile } from '../testing/upload-file.ts';
import { BROKEN_UPLOAD, UploadEnded, appendImportChunk, createImport } from '../upload.repository.ts';
import { runImport } from './run-import.ts';

let database: TestDatabase;
let workspaceId: number;

const NOW = new Date('2026-03-01T12:00:00.000Z');
const now = () => NOW;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const wanted = { name: 'Test', timeZone: 'UTC', strict: false };
  const made = await createWorkspace(database.db, wanted, { actor: 'instance', now: NOW });
  workspaceId = made.workspace.id;
});

const PEOPLE: ImportMapping = {
  columns: {
    id: { to: 'externalId' },
    mail: { to: 'email' },
    city: { to: 'attribute' },
    points: { to: 'attribute', type: 'integer' },
  },
};
const VISITS: ImportMapping = {
  event: 'visit',
  columns: { who: { to: 'externalId' }, at: { to: 'occurredAt' }, n: { to: 'property', type: 'integer' } },
};

async function run(
  kind: 'persons' | 'events',
  mapping: ImportMapping,
  content: string | Uint8Array,
  fileName = 'file.csv',
): Promise<ImportRecord> {
  const { id } = await uploadFile(database.db, workspaceId, { kind, fileName, mapping }, content, NOW);
  await runImport(database.db, workspaceId, id, { now });
  return read(id);
}

async function read(id: number): Promise<ImportRecord> {
  const record = await readImport(database.db, workspaceId, id);
  if (record === null) throw new Error('The import is gone.');
  return record;
}

async function errorsOf({ id }: ImportRecord): Promise<ImportError[]> {
  const errors: ImportError[] = [];
  for await (const error of readImportErrors(database.db, workspaceId, id)) errors.push(error);
  return errors;
}

async function count(table: 'events' | 'persons' | 'import_chunks'): Promise<number> {
  const [row] = await database.db.execute<{ count: number }>(
    sql`select count(*) as count from ${sql.identifier(table)} where workspace_id = ${workspaceId}`,
  );
  return row?.count ?? -1;
}

describe('runImport', () => {
  it('makes people of rows, in their order, and types attributes as the mapping says', async () => {
    const done = await run(
      'persons',
      PEOPLE,
      'id,mail,city,points\n1,a@example.com,Zagreb,5\n2,,Split,\n1,,,7\n2,,Split,\n',
    );
    expect(done).toMatchObject({
      status: 'done',
      progress: { bytes: 71, bytesTotal: 71, rows: 4 },
      results: { created: 2, updated: 1, unchanged: 1, failed: 0 },
      finishedAt: NOW,
    });
    const { data } = await listPersons(database.db, workspaceId, { limit: 10 });
    expect(data.map(({ externalId, emails, attributes }) => [externalId, emails, attributes])).toEqual([
      ['2', [], { city: 'Split' }],
      ['1', ['a@example.com'], { points: 7 }],
    ]);
    const { catalog } = await readCatalog(database.db, workspaceId);
    expect(catalog.attributes.get('points')?.type).toBe('integer');
    expect(await count('import_chunks')).toBe(0);
  });

  it('L6: equal rows are separate events, and the same eventId is one', async () => {
    const rows = 'a,2026-01-01,1\n'.repeat(3);
    expect(await run('events', VISITS, `who,at,n\n${rows}`)).toMatchObject({
      results: { accepted: 3, duplicates: 0, created: 1 },
    });
    const withId = { ...VISITS, columns: { ...VISITS.columns, key: { to: 'eventId' } as const } };
    expect(await run('events', withId, `who,at,n,key\n${'a,2026-01-01,1,k\n'.repeat(3)}`)).toMatchObject({
      results: { accepted: 1, duplicates: 2, created: 0 },
    });
    expect(await count('events')).toBe(4);
  });

  it('takes NDJSON with values of every type', async () => {
    const mapping: ImportMapping = {
      columns: {
        id: { to: 'externalId' },
        seen: { to: 'attribute' },
        home: { to: 'attribute' },
        tags: { to: 'tags' },
      },
    };
    const done = await run(
      'persons',
      mapping,
      '{"id":"1","seen":"2026-01-01T00:00:00Z","home":{"town":"Split"},"tags":["vip"]}\n{"id":2,"home":{"town":null}}\n',
      'people.ndjson',
    );
    expect(done).toMatchObject({ status: 'done', results: { created: 2, failed: 0 } });
    const { data } = await listPersons(database.db, workspaceId, { limit: 10 });
    expect(data[1]).toMatchObject({
      externalId: '1',
      tags: ['vip'],
      attributes: { home_town: 'Split', seen: '2026-01-01T00:00:00.000Z' },
    });
  });

  it('L6: row errors never stop it, are kept by line and quote no value', async () => {
    const text =
      'id,mail,city,points\n' +
      '1,a@example.com,Zagreb,five\n' +
      '2,secret value,Split,6\n' +
      '"3\nx",,Rijeka,7\n' +
      ',,Pula,8\n' +
      '4,b@example.com\n' +
      '5,c@example.com,Zadar,9\n';
    const done = await run('persons', PEOPLE, text);
    expect(done).toMatchObject({ status: 'done', results: { created: 2, failed: 4 }, progress: { rows: 6 } });
    const errors = await errorsOf(done);
    expect(errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 'points', 'value.type'],
      [3, 'mail', 'value.invalid'],
      [6, null, 'identifier.missing'],
      [7, null, 'row.ragged'],
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/five|secret/);
  });

  it('names the people whom the identifiers of a row point at, and not the identifiers', async () => {
    await run('persons', PEOPLE, 'id,mail,city,points\n1,a@example.com,,\n2,b@example.com,,\n');
    const done = await run('persons', PEOPLE, 'id,mail,city,points\n1,b@example.com,,\n');
    expect(done.results.failed).toBe(1);
    const errors = await errorsOf(done);
    expect(errors[0]).toMatchObject({ code: 'identity.conflict', line: 2 });
    expect(JSON.stringify(errors)).not.toContain('b@example.com');
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a file without a header', '1,a@example.com,Zagreb,5\n', 'does not name a column "id"'],
    ['a column that is there twice', 'id,id,mail,city,points\n', 'names 2 columns "id"'],
    ['UTF-16', Buffer.from('\uFEFFid,mail,city,points\n', 'utf16le'), 'UTF-16'],
  ])('fails for %s with a sentence', async (_, content, words) => {
    const done = await run('persons', PEOPLE, content);
    expect(done.status).toBe('failed');
    expect(done.failure).toContain(words);
    expect(await count('import_chunks')).toBe(0);
  });

  it('is done at once with a file that has a header only', async () => {
    expect(await run('persons', PEOPLE, '\uFEFFid;mail;city;points\r\n')).toMatchObject({
      status: 'done',
      progress: { rows: 0, bytes: 24, bytesTotal: 24 },
    });
  });

  it('goes on after a huge line and after bytes that are no UTF-8', async () => {
    const content = Buffer.concat([
      Buffer.from('id,mail,city,points\n1,,Zagreb,1\n2,,'),
      Buffer.alloc(2_500_000, 'x'),
      Buffer.from(',2\n3,,'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(',3\n4,,Split,4\n'),
    ]);
    const done = await run('persons', PEOPLE, content);
    expect(done).toMatchObject({ status: 'done', results: { created: 2, failed: 2 } });
    expect((await errorsOf(done)).map(({ line, code }) => [line, code])).toEqual([
      [3, 'row.too_long'],
      [4, 'row.encoding'],
    ]);
  });
});

describe('an import that is interrupted', () => {
  const visits = (rows: number): string =>
    `who,at,n\n${Array.from({ length: rows }, (_, n) => `p${n % 50},2026-01-01,${n % 3}`).join('\n')}\n`;
  const wanted = { kind: 'events', fileName: 'visits.csv', mapping: VISITS } as const;

  it('L6: stopped between two batches, goes on where it stopped', async () => {
    const { id } = await uploadFile(database.db, workspaceId, wanted, visits(2500), NOW);
    const outcomes: string[] = [];
    for (let batches = 0; outcomes.at(-1) !== 'done'; batches += 1) {
      const stop = new AbortController();
      // The clock is asked when a run starts and before every batch: the run is stopped with its first one.
      let asked = 0;
      const clock = (): Date => {
        asked += 1;
        if (asked > 1) stop.abort();
        return NOW;
      };
      outcomes.push(await runImport(database.db, workspaceId, id, { now: clock, signal: stop.signal }));
      if (batches > 10) throw new Error('It does not come to an end.');
    }
    expect(outcomes.length).toBeGreaterThan(2);
    expect(await count('events')).toBe(2500);
    expect(await read(id)).toMatchObject({
      results: { accepted: 2500, created: 50 },
      progress: { rows: 2500 },
    });
  });

  it('L6: is run by one process at a time', async () => {
    const { id } = await uploadFile(database.db, workspaceId, wanted, visits(3000), NOW);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => runImport(database.db, workspaceId, id, { now })),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await count('events')).toBe(3000);
    expect(await runImport(database.db, workspaceId, id, { now })).toBe('ended');
  });

  it('ends between two batches when it is cancelled, keeps what is in and drops the file', async () => {
    const { id } = await uploadFile(database.db, workspaceId, wanted, visits(5000), NOW);
    let cancelling: Promise<ImportRecord | null> | undefined;
    let asked = 0;
    const clock = (): Date => {
      asked += 1;
      if (asked === 4) cancelling = cancelImport(database.db, workspaceId, id, { now: NOW });
      return NOW;
    };
    expect(await runImport(database.db, workspaceId, id, { now: clock })).toBe('ended');
    const cancelled = await cancelling;
    expect(cancelled).toMatchObject({ status: 'cancelled', finishedAt: NOW });
    const { progress } = await read(id);
    expect(progress.rows).toBeGreaterThan(0);
    expect(progress.rows).toBeLessThan(5000);
    expect(await count('events')).toBe(progress.rows);
    expect(await count('import_chunks')).toBe(0);
    expect(await cancelImport(database.db, workspaceId, id, { now: new Date() })).toEqual(cancelled);
  });

  it('is found when its run died, and its upload is failed when that did', async () => {
    const later = new Date(NOW.getTime() + 60_000);
    const { id } = await uploadFile(database.db, workspaceId, wanted, visits(1), NOW);
    const dead = await createImport(database.db, workspaceId, wanted, { now: NOW });
    const chunk = { position: 0, bytes: Buffer.from('who') };
    await appendImportChunk(database.db, workspaceId, dead.id, chunk, { now: NOW });
    const here = (found: readonly { workspaceId: number; importId: number }[]) =>
      found.filter((one) => one.workspaceId === workspaceId).map(({ importId }) => importId);
    expect(here(await listWaitingImports(database.db, later))).toEqual([id]);
    expect(here(await listWaitingImports(database.db, NOW))).toEqual([]);
    expect(here(await failDeadUploads(database.db, later))).toEqual([]);
    const muchLater = new Date(NOW.getTime() + 3_600_000);
    expect(here(await failDeadUploads(database.db, muchLater))).toEqual([dead.id]);
    expect(await read(dead.id)).toMatchObject({ status: 'failed', failure: BROKEN_UPLOAD });
    await expect(
      appendImportChunk(database.db, workspaceId, dead.id, { ...chunk, position: 1 }, { now: NOW }),
    ).rejects.toThrow(UploadEnded);
  });
});
