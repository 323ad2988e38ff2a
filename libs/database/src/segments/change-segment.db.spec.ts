import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../access/audit.repository.ts';
import { readCatalog } from '../catalog/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import {
  cityIs,
  createSegmentWorld,
  everyone,
  memberOf,
  pointsAtLeast,
  type SegmentWorld,
} from '../testing/segment-world.ts';
import {
  buildMembership,
  createSegment,
  deleteSegment,
  deleteSegments,
  duplicateSegment,
  readSegment,
  updateSegment,
  usageOfSegments,
  type SegmentError,
} from './index.ts';

let database: TestDatabase;
let world: SegmentWorld;
const now = new Date('2026-06-01T12:00:00Z');
const actor = 'key:1';

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await createSegmentWorld(database.db);
});

const create = async (name: string, rule: unknown = everyone, description = '') =>
  (await createSegment(database.db, world.workspaceId, { name, description, rule }, { actor, now })).segment;
const update = (id: number, change: object, context: object = {}) =>
  updateSegment(database.db, world.workspaceId, id, change, { actor, now, ...context });
const remove = (id: number) => deleteSegment(database.db, world.workspaceId, id, { actor, now });
const read = (id: number) => readSegment(database.db, world.workspaceId, id);
const build = (id: number) => buildMembership(database, world.workspaceId, id, { now });
const refusal = async (work: Promise<unknown>): Promise<SegmentError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) throw new Error('it was not refused');
  return error as SegmentError;
};

describe('a new segment', () => {
  it('is building, with its rule in words and who made it', async () => {
    const segment = await create('Zagreb', cityIs('Zagreb'), 'of the capital');
    expect(segment).toMatchObject({
      name: 'Zagreb',
      description: 'of the capital',
      rule: { version: 1, ...cityIs('Zagreb') },
      sentences: ['city is Zagreb'],
      origin: 'user',
      status: 'building',
      size: 0,
      usedByJourneys: 0,
      version: 1,
      ruleVersion: 1,
      createdAt: now,
      updatedAt: now,
      createdBy: { id: 1, name: 'Revoked API key' },
    });
    expect(await read(segment.id)).toEqual(segment);
  });

  it('raises the version of the catalog, which then has it', async () => {
    const before = await readCatalog(database.db, world.workspaceId);
    const { id } = await create('One');
    const after = await readCatalog(database.db, world.workspaceId);
    expect(after.version).toBeGreaterThan(before.version);
    expect(after.catalog.segments.get(id)?.name).toBe('One');
  });

  it('L1: is refused with every issue of its rule', async () => {
    const error = await refusal(
      create('Bad', {
        match: 'all',
        conditions: [
          { kind: 'attribute', attribute: 'citty', operator: 'is', value: 'x' },
          { kind: 'segment', segment: 999999, operator: 'member' },
        ],
      }),
    );
    expect(error.code).toBe('rule.invalid');
    expect(error.issues.map(({ code, path }) => [code, path])).toEqual([
      ['attribute.unknown', '/conditions/0/attribute'],
      ['segment.unknown', '/conditions/1/segment'],
    ]);
    expect(error.issues[0]?.suggestions).toEqual(['city']);
  });

  it('cannot mention a segment of another workspace', async () => {
    const other = await createSegmentWorld(database.db, 'Other');
    const { segment } = await createSegment(
      database.db,
      other.workspaceId,
      { name: 'A', description: '', rule: everyone },
      { actor, now },
    );
    expect((await refusal(create('B', memberOf(segment.id)))).issues[0]?.code).toBe('segment.unknown');
    expect((await refusal(read(segment.id))).code).toBe('not_found');
    expect((await refusal(update(segment.id, { name: 'x' }))).code).toBe('not_found');
    expect((await refusal(remove(segment.id))).code).toBe('not_found');
  });

  it('needs a name that nobody has after folding', async () => {
    await create('Straße ﬁne');
    const error = await refusal(create(' STRASSE FINE '.replace('SS', 'ß')));
    expect(error.code).toBe('segment.name_taken');
    expect(error.issues[0]).toMatchObject({ path: '/name', suggestions: [' STRAßE FINE  (2)'] });
    expect((await refusal(create(' \t'))).code).toBe('request.invalid');
  });
});

describe('a changed segment', () => {
  it('gets new versions only when something really changed', async () => {
    const { id } = await create('One', cityIs('Zagreb'));
    const same = await update(id, {
      rule: {
        conditions: [{ value: 'Zagreb', operator: 'is', attribute: 'city', kind: 'attribute' }],
        match: 'all',
        version: 1,
      },
    });
    expect(same).toMatchObject({ segment: { version: 1, ruleVersion: 1 }, rebuild: [] });
    expect((await update(id, {})).segment.version).toBe(1);
    const later = new Date(now.getTime() + 1000);
    expect(await update(id, { description: 'new' }, { now: later, actor: 'instance' })).toMatchObject({
      segment: {
        version: 2,
        ruleVersion: 1,
        updatedAt: later,
        createdAt: now,
        updatedBy: { id: 0, name: 'Instance key' },
      },
      rebuild: [],
    });
    expect(await update(id, { rule: cityIs('Split') })).toMatchObject({
      segment: { version: 3, ruleVersion: 2 },
      rebuild: [id],
    });
    expect(await read(id)).toMatchObject({ version: 3, ruleVersion: 2, rule: cityIs('Split') });
  });

  it('is refused on another version than the one it was made on', async () => {
    const { id } = await create('One');
    expect((await refusal(update(id, { name: 'Two' }, { ifMatch: 2 }))).code).toBe('precondition.failed');
    expect((await refusal(update(id, {}, { ifMatch: 2 }))).code).toBe('precondition.failed');
    expect((await update(id, { name: 'Two' }, { ifMatch: 1 })).segment.name).toBe('Two');
    expect(
      (await refusal(deleteSegment(database.db, world.workspaceId, id, { actor, now, ifMatch: 1 }))).code,
    ).toBe('precondition.failed');
  });

  it('may be spelled anew, and not take the name of another', async () => {
    const { id } = await create('one');
    await create('Two');
    expect((await update(id, { name: 'ONE' })).segment.name).toBe('ONE');
    expect((await refusal(update(id, { name: 'TWO' }))).code).toBe('segment.name_taken');
  });

  it('makes those that mention it building too, however far above', async () => {
    const a = await create('A', cityIs('Zagreb'));
    const b = await create('B', memberOf(a.id));
    const c = await create('C', memberOf(b.id));
    const d = await create('D');
    for (const { id } of [a, b, c, d]) expect(await build(id)).toBe('built');
    const { rebuild } = await update(a.id, { rule: cityIs('Split') });
    expect([...rebuild].sort((x, y) => x - y)).toEqual([a.id, b.id, c.id]);
    const statuses = await Promise.all([a, b, c, d].map(async ({ id }) => (await read(id)).status));
    expect(statuses).toEqual(['building', 'building', 'building', 'ready']);
    expect((await read(b.id)).version).toBe(1);
  });

  it('cannot lead back to itself, and the error spells the circle', async () => {
    const a = await create('A');
    const b = await create('B', memberOf(a.id));
    const error = await refusal(update(a.id, { rule: memberOf(b.id) }));
    expect(error.issues).toMatchObject([{ code: 'segment.cycle', path: '/conditions/0/segment' }]);
    expect(error.issues[0]?.message).toContain('“A” → “B” → “A”');
  });

  it('cannot make a chain of mentions longer than five, neither below nor above it', async () => {
    const chain = [await create('S0')];
    for (let n = 1; n <= 5; n += 1) chain.push(await create(`S${n}`, memberOf(chain[n - 1]?.id ?? 0)));
    expect((await refusal(create('S6', memberOf(chain[5]?.id ?? 0)))).issues[0]?.code).toBe('rule.limit');
    const leaf = await create('Leaf');
    const error = await refusal(update(chain[0]?.id ?? 0, { rule: memberOf(leaf.id) }));
    expect(error.issues).toMatchObject([{ code: 'rule.limit', path: '/conditions/0/segment' }]);
    expect((await update(chain[1]?.id ?? 0, { rule: memberOf(leaf.id) })).segment.ruleVersion).toBe(2);
  });
});

describe('L10: a workspace', () => {
  it('has at most 10,000 segments', async () => {
    await database.sql`
      insert into segments (workspace_id, name, name_folded, description, rule, origin, status)
      select ${world.workspaceId}::int, 's' || n, 's' || n, '', ${JSON.stringify(everyone)}::jsonb, 'user', 'ready' from generate_series(1, 9999) n`;
    const last = await create('The last');
    expect((await refusal(create('One more'))).code).toBe('limit.exceeded');
    expect(
      (await refusal(duplicateSegment(database.db, world.workspaceId, last.id, { actor, now }))).code,
    ).toBe('limit.exceeded');
    await remove(last.id);
    await create('One more');
  });
});

describe('L10: what a rule comes to with the segments that it mentions', () => {
  const many = (conditions: object[]) => ({ match: 'any', conditions });
  const numbers = (count: number, from = 0) =>
    many(
      Array.from({ length: count }, (_, n) => ({
        kind: 'attribute',
        attribute: 'points',
        operator: 'is',
        value: from + n,
      })),
    );

  it('is bounded, above a changed segment too', async () => {
    const leaf = await create('Leaf', numbers(2));
    const wide = many(
      Array.from({ length: 100 }, () => ({ kind: 'segment', segment: leaf.id, operator: 'member' })),
    );
    const middle = await create('Middle', wide);
    const top = await create(
      'Top',
      many(Array.from({ length: 40 }, () => ({ kind: 'segment', segment: middle.id, operator: 'member' }))),
    );
    const error = await refusal(update(leaf.id, { rule: numbers(3) }));
    expect(error.issues).toMatchObject([{ code: 'rule.limit', message: expect.stringContaining(top.name) }]);
    expect((await update(leaf.id, { rule: numbers(2, 5) })).rebuild).toHaveLength(3);
    expect(await build(top.id)).toBe('built');
  });

  it('can be a great many conditions, all different', async () => {
    const leaves = [];
    for (let n = 0; n < 20; n += 1) leaves.push(await create(`Leaf ${n}`, numbers(100, n * 100)));
    const all = await create(
      'All',
      many(leaves.map(({ id }) => ({ kind: 'segment', segment: id, operator: 'member' }))),
    );
    expect(await build(all.id)).toBe('built');
  });
});

describe('a predefined segment', () => {
  it('refuses every change and can be copied', async () => {
    const { id } = await create('Active mobile users');
    await database.sql`update segments set origin = 'predefined' where id = ${id}`;
    for (const change of [{ name: 'x' }, { description: 'x' }, { rule: cityIs('Split') }]) {
      expect((await refusal(update(id, change))).code).toBe('segment.predefined');
    }
    expect((await refusal(update(id, { rule: {} }))).code).toBe('rule.invalid');
    expect((await refusal(remove(id))).code).toBe('segment.predefined');
    const { segment } = await duplicateSegment(database.db, world.workspaceId, id, { actor, now });
    expect(segment).toMatchObject({ name: 'Active mobile users (copy)', origin: 'user', rule: everyone });
  });
});

describe('a copy', () => {
  const copy = async (id: number, name?: string) =>
    (await duplicateSegment(database.db, world.workspaceId, id, { actor, now, name })).segment;

  it('is named after the original, numbered, and cut to fit', async () => {
    const { id } = await create('Fans', cityIs('Split'), 'of Split');
    expect(await copy(id)).toMatchObject({
      name: 'Fans (copy)',
      description: 'of Split',
      rule: cityIs('Split'),
      version: 1,
      ruleVersion: 1,
    });
    expect((await copy(id)).name).toBe('Fans (copy 2)');
    expect((await copy(id)).name).toBe('Fans (copy 3)');
    expect((await copy(id, 'Named')).name).toBe('Named');
    expect((await refusal(copy(id, 'FANS'))).code).toBe('segment.name_taken');
    const long = await create('🍊'.repeat(120));
    expect((await copy(long.id)).name).toBe(`${'🍊'.repeat(113)} (copy)`);
    expect((await copy(long.id)).name).toBe(`${'🍊'.repeat(111)} (copy 2)`);
  });
});

describe('L7: deletion', () => {
  it('is refused while another segment mentions it, saying which', async () => {
    const a = await create('A');
    const b = await create('B', memberOf(a.id));
    const error = await refusal(remove(a.id));
    expect(error.code).toBe('segment.in_use');
    expect(error.usage).toEqual({
      inUse: false,
      journeys: [],
      broadcasts: [],
      segments: [{ id: b.id, name: 'B' }],
    });
    expect((await usageOfSegments(database.db, world.workspaceId, [a.id])).get(a.id)?.segments).toHaveLength(
      1,
    );
    await remove(b.id);
    await remove(a.id);
    expect((await refusal(read(a.id))).code).toBe('not_found');
  });

  it('looks at several together: what holds on to nothing that stays may go', async () => {
    const a = await create('A');
    const b = await create('B', memberOf(a.id));
    const c = await create('C', memberOf(b.id));
    const d = await create('D', memberOf(c.id));
    const all = (ids: number[]) => deleteSegments(database.db, world.workspaceId, ids, { actor, now });
    const first = await all([a.id, b.id, c.id, 424242, a.id]);
    expect([...first].map(([id, error]) => [id, error?.code ?? null])).toEqual([
      [a.id, 'segment.in_use'],
      [b.id, 'segment.in_use'],
      [c.id, 'segment.in_use'],
      [424242, 'not_found'],
    ]);
    const second = await all([a.id, b.id, c.id, d.id]);
    expect([...second.values()]).toEqual([null, null, null, null]);
  });
});

describe('the audit log', () => {
  it('has every change with who made it', async () => {
    const { id } = await create('One');
    await update(id, { rule: pointsAtLeast(3), name: 'Two' });
    await update(id, {});
    await duplicateSegment(database.db, world.workspaceId, id, { actor, now });
    await remove(id);
    const entries = (await listAudit(database.db, world.workspaceId, 10)).reverse();
    expect(entries.map(({ action, details }) => [action, details])).toEqual([
      ['segment.created', { name: 'One' }],
      ['segment.updated', { name: 'Two', changed: ['name', 'rule'], version: 2, ruleVersion: 2 }],
      ['segment.created', { name: 'Two (copy)', copyOf: id }],
      ['segment.deleted', { name: 'Two' }],
    ]);
    expect(entries.every(({ actor: by }) => by === actor)).toBe(true);
  });
});
