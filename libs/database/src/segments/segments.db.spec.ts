import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createSegmentWorld, everyone, type SegmentWorld } from '../testing/segment-world.ts';
import { createSegment, listSegments, updateSegment, type SegmentError, type SegmentQuery } from './index.ts';

let database: TestDatabase;
let world: SegmentWorld;
const names = [
  'Čakovec',
  'alpha',
  'Beta',
  'beta 2',
  'Ωmega',
  'STRASSE',
  'zeta',
  'Ärger',
  '100 % sure',
  'a_b',
];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSegmentWorld(database.db);
  for (const [index, name] of names.entries()) {
    const now = new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 3)));
    const content = { name, description: '', rule: everyone };
    const { segment } = await createSegment(database.db, world.workspaceId, content, {
      actor: 'instance',
      now,
    });
    await database.sql`update segments set size = ${index % 4} where id = ${segment.id}`;
  }
  await database.sql`update segments set origin = 'predefined' where name in ('zeta', 'Beta')`;
});
afterAll(() => database.drop());

const list = (query: Partial<SegmentQuery> = {}) =>
  listSegments(database.db, world.workspaceId, { sort: 'name', limit: 50, ...query });
const found = async (query: Partial<SegmentQuery>) => (await list(query)).data.map(({ name }) => name);

/** All names in an order, read in pages; `between` happens after each page. */
async function paged(
  query: Partial<SegmentQuery>,
  between: (page: number) => Promise<unknown> = async () => undefined,
) {
  const all: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; ; page += 1) {
    const { data, nextCursor } = await list({ limit: 3, ...query, cursor });
    all.push(...data.map(({ name }) => name));
    if (nextCursor === null) return all;
    cursor = nextCursor;
    await between(page);
  }
}

describe('the list of segments', () => {
  it.each(['name', 'size', 'usedByJourneys', 'createdAt', 'updatedAt'] as const)(
    'is the same in pages as in one piece, by %s, both ways',
    async (key) => {
      const whole = await found({ sort: key });
      expect(new Set(whole)).toEqual(new Set(names));
      expect(await paged({ sort: key })).toEqual(whole);
      expect(await paged({ sort: `-${key}` })).toEqual(whole.toReversed());
    },
  );

  it('says how many there are on all pages', async () => {
    expect((await list({ limit: 2 })).total).toBe(names.length);
    expect((await list({ limit: 2, search: 'beta' })).total).toBe(2);
    expect((await list({ search: 'nothing' })).total).toBe(0);
  });

  it('is searched for any part of the name, folded, without wildcards', async () => {
    expect(await found({ search: 'ETA' })).toEqual(['Beta', 'beta 2', 'zeta']);
    expect(await found({ search: ' ωMEGA ' })).toEqual(['Ωmega']);
    expect(await found({ search: '%' })).toEqual(['100 % sure']);
    expect(await found({ search: '_' })).toEqual(['a_b']);
    expect(await found({ search: '' })).toHaveLength(names.length);
  });

  it('is filtered by origin and use', async () => {
    expect(await found({ origin: 'predefined' })).toEqual(['Beta', 'zeta']);
    expect(await found({ origin: 'user' })).toHaveLength(names.length - 2);
    expect(await found({ inUse: true })).toEqual([]);
    expect(await found({ inUse: false })).toHaveLength(names.length);
  });

  it('keeps its place under writes: nothing that stays is missed or shown twice', async () => {
    const before = await found({ sort: 'createdAt' });
    const seen = await paged({ sort: 'createdAt' }, async (page) => {
      const content = { name: `new ${page}`, description: '', rule: everyone };
      const context = { actor: 'instance', now: new Date(Date.UTC(2025, 0, 1)) };
      const { segment } = await createSegment(database.db, world.workspaceId, content, context);
      await updateSegment(database.db, world.workspaceId, segment.id, { description: 'x' }, context);
    });
    expect(seen).toEqual(before);
    await database.sql`delete from segments where name like 'new %'`;
  });

  it('refuses a cursor of another order or of nothing', async () => {
    const { nextCursor } = await list({ limit: 1 });
    for (const [cursor, sort] of [
      [nextCursor, '-name'],
      [nextCursor, 'size'],
      ['x', 'name'],
      ['bnVsbA', 'name'],
      ['', 'name'],
    ] as const) {
      const error = await list({ cursor: cursor ?? '', sort }).then(
        () => null,
        (reason: unknown) => reason as SegmentError,
      );
      expect(error?.code).toBe('request.invalid');
    }
  });

  it('ends at the wall of the workspace', async () => {
    const other = await createSegmentWorld(database.db, 'Other');
    expect((await listSegments(database.db, other.workspaceId, { sort: 'name', limit: 50 })).total).toBe(0);
  });
});
