import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trackEvents } from '../events/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { addPeople, cityIs, createSegmentWorld, type SegmentWorld } from '../testing/segment-world.ts';
import { buildMembership, createSegment, explainPerson } from './index.ts';

let database: TestDatabase;
let world: SegmentWorld;
let people: number[];
const now = new Date('2026-06-01T12:00:00Z');
const context = { actor: 'instance', now };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSegmentWorld(database.db);
  people = await addPeople(database.db, world, 40);
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
const purchases = (more: object) => ({ kind: 'event', event: 'purchase', ...more });
const all = (...conditions: readonly object[]) => ({ match: 'all', conditions });

describe('L9: an explanation', () => {
  const explain = (id: number, person: number) =>
    explainPerson(database.db, world.workspaceId, id, { personId: person, now });

  it('says for each condition whether it holds and on what evidence', async () => {
    const inner = await create(cityIs('Zagreb'), 'Zagreb');
    const rule = all(
      ...cityIs('zagreb').conditions,
      {
        match: 'any',
        conditions: [
          { kind: 'attribute', attribute: 'nick', operator: 'is_not', value: 'x' },
          { kind: 'segment', segment: inner, operator: 'not_member' },
        ],
      },
      purchases({
        count: { operator: 'at_least', value: 2 },
        where: all({ property: 'category', operator: 'is', value: 'shoes' }),
      }),
      purchases({
        measure: { function: 'average', property: 'amount' },
        compare: { operator: 'more_than', value: 10 },
      }),
      { kind: 'attribute', attribute: 'externalId', operator: 'is', value: 'p3' },
    );
    const id = await create(rule, 'Explained');
    const explanation = await explain(id, people[2] ?? 0);
    expect(explanation).toMatchObject({ member: false, since: null });
    const byPath = new Map(explanation?.conditions.map((one) => [one.path, one]));
    expect([...byPath.keys()]).toEqual([
      '/conditions/0',
      '/conditions/1',
      '/conditions/1/conditions/0',
      '/conditions/1/conditions/1',
      '/conditions/2',
      '/conditions/3',
      '/conditions/4',
    ]);
    expect(byPath.get('/conditions/0')).toEqual({
      path: '/conditions/0',
      sentence: 'city is zagreb',
      holds: true,
      evidence: { value: 'Zagreb' },
    });
    expect(byPath.get('/conditions/1')).toMatchObject({ holds: true, evidence: {} });
    expect(byPath.get('/conditions/1/conditions/0')).toMatchObject({
      holds: true,
      evidence: { value: null },
    });
    expect(byPath.get('/conditions/1/conditions/1')).toMatchObject({
      holds: false,
      sentence: 'Not in segment “Zagreb”',
      evidence: {},
    });
    const bought = byPath.get('/conditions/2');
    expect(bought).toMatchObject({ holds: true, evidence: { count: 3 } });
    expect(
      bought?.evidence.newest?.map(({ occurredAt, properties }) => [occurredAt.toISOString(), properties]),
    ).toEqual(
      ['2026-05-31', '2026-05-30', '2026-05-29'].map((day) => [
        `${day}T00:00:00.000Z`,
        { amount: 10, category: 'Shoes' },
      ]),
    );
    expect(byPath.get('/conditions/3')).toMatchObject({ holds: false, evidence: { count: 3, measure: 10 } });
    expect(byPath.get('/conditions/4')).toMatchObject({ holds: true, evidence: { value: 'p3' } });
  });

  it('shows the newest three of many events, and nothing of none', async () => {
    const id = await create(
      all(
        purchases({
          measure: { function: 'maximum', property: 'amount' },
          compare: { operator: 'at_least', value: 1 },
        }),
      ),
      'Biggest',
    );
    const events = Array.from({ length: 9 }, (_, n) => ({
      name: 'purchase',
      person: { externalId: 'p7' },
      occurredAt: `2026-01-0${n + 1}T00:00:00Z`,
      properties: { amount: n },
    }));
    await trackEvents(database.db, world.workspaceId, events, { now });
    const many = await explain(id, people[6] ?? 0);
    expect(many).toMatchObject({
      member: true,
      since: now,
      conditions: [{ holds: true, evidence: { count: 12, measure: 10 } }],
    });
    expect(many?.conditions[0]?.evidence.newest).toHaveLength(3);
    const none = await explain(id, people[3] ?? 0);
    expect(none).toMatchObject({
      member: false,
      conditions: [{ holds: false, evidence: { count: 0, measure: null, newest: [] } }],
    });
    expect(await explain(id, 999_999)).toBeNull();
    await expect(explain(999_999, people[0] ?? 0)).rejects.toMatchObject({ code: 'not_found' });
  });
});
