import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import {
  addPeople,
  cityIs,
  createSegmentWorld,
  everyone,
  memberOf,
  pointsAtLeast,
  type SegmentWorld,
} from '../testing/segment-world.ts';
import {
  buildMembership,
  checkInCatalog,
  compareRules,
  createSegment,
  listMembers,
  previewRule,
  readSegment,
  streamMembers,
  type SegmentError,
} from './index.ts';

let database: TestDatabase;
let world: SegmentWorld;
const now = new Date('2026-06-01T12:00:00Z');
const context = { actor: 'instance', now };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSegmentWorld(database.db);
  await addPeople(database.db, world, 40);
});
afterAll(() => database.drop());

async function create(rule: unknown, name: string): Promise<number> {
  const { segment } = await createSegment(
    database.db,
    world.workspaceId,
    { name, description: '', rule },
    context,
  );
  await buildMembership(database, world.workspaceId, segment.id, { now });
  return segment.id;
}
const preview = (rule: unknown, more: object = {}) =>
  previewRule(database, world.workspaceId, { rule, now, sampleSize: 10, ...more });
const purchases = (more: object) => ({ kind: 'event', event: 'purchase', ...more });
const all = (...conditions: readonly object[]) => ({ match: 'all', conditions });
async function csvOf(id: number): Promise<string[]> {
  let text = '';
  for await (const piece of await streamMembers(database.db, world.workspaceId, id)) text += piece;
  return text.split('\r\n').slice(0, -1);
}

describe('L3: counts agree', () => {
  it.each([
    ['everyone', everyone],
    ['an attribute', cityIs('ZAGREB')],
    ['events', all(purchases({ count: { operator: 'at_least', value: 2 } }))],
    ['no events', all(purchases({ count: { operator: 'exactly', value: 0 } }))],
    [
      'a measure',
      all(
        purchases({
          measure: { function: 'sum', property: 'amount' },
          compare: { operator: 'at_least', value: 20 },
        }),
      ),
    ],
    ['nobody', pointsAtLeast(1000)],
  ])('of preview, build, list and CSV, for %s', async (name, rule) => {
    const { count } = await preview(rule, { sampleSize: 0 });
    const id = await create(rule, `Count of ${name}`);
    const { size } = await readSegment(database.db, world.workspaceId, id);
    const page = await listMembers(database.db, world.workspaceId, id, { limit: 500 });
    const rows = (await csvOf(id)).length - 1;
    expect([size, page.total, page.data.length, rows]).toEqual([count, count, count, count]);
  });
});

describe('a preview', () => {
  it('counts every node but the root, each alone over everybody', async () => {
    const rule = all(
      ...cityIs('Split').conditions,
      { match: 'none', conditions: pointsAtLeast(31).conditions },
      purchases({}),
    );
    const result = await preview(rule);
    expect(result).toMatchObject({ count: 8, exact: true, asOf: now });
    expect(result.conditions).toEqual([
      { path: '/conditions/0', count: 20 },
      { path: '/conditions/1', count: 30 },
      { path: '/conditions/1/conditions/0', count: 10 },
      { path: '/conditions/2', count: 30 },
    ]);
    expect(result.sample).toHaveLength(8);
    expect(result.sample.every(({ attributes }) => attributes['city'] === 'Split')).toBe(true);
  });

  it('shows all people when they are no more than asked for, and none when none are', async () => {
    expect((await preview(pointsAtLeast(38))).sample.map(({ externalId }) => externalId).sort()).toEqual([
      'p38',
      'p39',
      'p40',
    ]);
    expect((await preview(everyone, { sampleSize: 3 })).sample).toHaveLength(3);
    expect((await preview(everyone, { sampleSize: 0 })).sample).toEqual([]);
    expect((await preview(pointsAtLeast(100))).sample).toEqual([]);
  });

  it('looks at another instant, of mentioned segments too', async () => {
    const lately = all(purchases({ window: { kind: 'last', amount: 1, unit: 'day' } }));
    const at = (instant: string, rule: unknown) =>
      preview(rule, { now: new Date(instant) }).then(({ count }) => count);
    const id = await create(lately, 'Bought lately');
    for (const rule of [lately, memberOf(id)]) {
      expect(await at('2026-05-31T12:00:00Z', rule)).toBe(30);
      expect(await at('2026-06-01T00:00:00Z', rule)).toBe(0);
      expect(await at('2026-05-29T00:00:00Z', rule)).toBe(10);
      expect(await at('2020-01-01T00:00:00Z', rule)).toBe(0);
    }
  });

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('survives %s', async (instant) => {
    const rule = all(
      purchases({ window: { kind: 'last', amount: 3653, unit: 'day' } }),
      purchases({ window: { kind: 'period', period: 'last_year' } }),
    );
    expect((await preview(rule, { now: new Date(instant) })).count).toBe(0);
  });

  it('L1: is refused for a rule that does not pass the check', async () => {
    const error = await preview({ match: 'all', conditions: [] }).then(
      () => null,
      (reason: unknown) => reason as SegmentError,
    );
    expect(error).toMatchObject({ code: 'rule.invalid', issues: [{ path: '/conditions' }] });
  });

  it('L10: is stopped when it takes too long, and when nobody waits for it any more', async () => {
    await database.sql.begin(async (blocker) => {
      await blocker`lock table person_slots in access exclusive mode`;
      await expect(preview(everyone, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'limit.exceeded' });
      const gone = new AbortController();
      setTimeout(() => gone.abort(new Error('went away')), 100);
      await expect(preview(everyone, { signal: gone.signal })).rejects.toThrow('went away');
    });
    const running =
      await database.sql`select query from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid() and query like '%person_slots%'`;
    expect(running).toHaveLength(0);
  });
});

describe('a comparison', () => {
  it('counts both and either, of segments and rules alike', async () => {
    const id = await create(cityIs('Split'), 'Split');
    const compare = (a: number | object, b: number | object) =>
      compareRules(database, world.workspaceId, { a: a as never, b: b as never, now });
    expect(await compare(id, pointsAtLeast(30))).toEqual({ both: 6, onlyA: 14, onlyB: 5 });
    expect(await compare(cityIs('Split'), pointsAtLeast(30))).toEqual({ both: 6, onlyA: 14, onlyB: 5 });
    expect(await compare(cityIs('Zagreb'), pointsAtLeast(30))).toEqual({ both: 5, onlyA: 15, onlyB: 6 });
    expect(await compare(everyone, everyone)).toEqual({ both: 40, onlyA: 0, onlyB: 0 });
    const none = all(purchases({ count: { operator: 'exactly', value: 0 } }));
    expect(await compare(none, everyone)).toEqual({ both: 10, onlyA: 0, onlyB: 30 });
    await expect(compare(999_999, everyone)).rejects.toMatchObject({ code: 'not_found' });
    await expect(compare(everyone, { match: 'all' })).rejects.toMatchObject({ code: 'rule.invalid' });
  });
});

describe('a check', () => {
  it('L10: counts no values for a rule that cannot be used', async () => {
    const { db } = database;
    const asked = { counts: 0 };
    const counting = new Proxy(db, {
      get(target, name) {
        if (name === 'transaction') asked.counts += 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const { result } = await checkInCatalog(counting, world.workspaceId, { ...cityIs('Split'), more: 1 });
    expect(result.ok).toBe(false);
    expect(asked.counts).toBe(0);
    await checkInCatalog(counting, world.workspaceId, cityIs('Split'));
    expect(asked.counts).toBe(1);
  });

  it('warns about values that nobody has', async () => {
    const { result } = await checkInCatalog(database.db, world.workspaceId, cityIs('Zagrebb'));
    expect(result.ok).toBe(true);
    expect(result.warnings).toMatchObject([
      { code: 'value.unseen', path: '/conditions/0/value', suggestions: ['Zagreb'] },
    ]);
    expect((await checkInCatalog(database.db, world.workspaceId, cityIs('zagreb'))).result.warnings).toEqual(
      [],
    );
  });
});
