import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, trackEvents, upsertPersons } from '@satsuma/database';
import { createTestDatabase, type TestDatabase } from '@satsuma/database/testing';
import { AlreadySeeded, seedShop } from './seed-shop.ts';
import { storeShopCatalog } from './shop-catalog.ts';
import { shopHistory } from './shop/history.ts';
import { shopPerson, type ShopPerson } from './shop/person.ts';
import type { ShopSize } from './shop/traits.ts';

const NOW = new Date('2026-03-29T12:00:00.000Z');
const SIZE: ShopSize = { seed: 7, people: 60, events: 1500, now: NOW.getTime() };
const HISTORY = shopHistory(SIZE);

const TABLES = {
  persons:
    'select external_id, type, created_at, last_seen_at, id - min(id) over () as number from persons order by id',
  person_facts:
    'select facts, originals, search, created_at, updated_at, person_id - min(person_id) over () as number from person_facts order by person_id',
  person_slots:
    'select *, null as person_id, person_id - min(person_id) over () as number from person_slots order by person_slots.person_id',
  person_identifiers:
    'select kind, value, original, position, alias, person_id - min(person_id) over () as number from person_identifiers order by kind, value',
  events:
    'select event_id, occurred_at, facts, originals, person_id - min(person_id) over () as number from events order by id',
  event_keys: 'select hash from event_keys order by hash',
  attributes:
    'select id, key, name, label, description, synonyms, type, sensitive, fields, origin from attributes order by name',
  event_definitions: 'select id, name, label, description, synonyms from event_definitions order by name',
} as const;

const inputOf = ({ externalId, email, phone, type, tags, attributes }: ShopPerson) => {
  const known = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return {
    externalId,
    type,
    tags,
    attributes: Object.fromEntries(known),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
};

async function newDatabase(): Promise<{ database: TestDatabase; workspaceId: number }> {
  const database = await createTestDatabase();
  const wanted = { name: 'Shop', timeZone: 'Europe/Zagreb', strict: true };
  const { workspace } = await createWorkspace(database.db, wanted, { actor: 'instance', now: NOW });
  return { database, workspaceId: workspace.id };
}

describe('the shop', () => {
  let seeded: TestDatabase;
  let sent: TestDatabase;
  let workspaceId: number;

  beforeAll(async () => {
    ({ database: seeded, workspaceId } = await newDatabase());
    await seedShop(seeded, { workspaceId, size: SIZE });
    ({ database: sent } = await newDatabase());
    await sent.sql.begin((tx) => storeShopCatalog(tx, workspaceId));
    await sendPeople(sent, workspaceId);
    await sendEvents(sent, workspaceId);
  });
  afterAll(() => Promise.all([seeded, sent].map((database) => database?.drop())));

  it.each(Object.entries(TABLES))(
    'leaves the same %s as sending everything over the API',
    async (_, query) => {
      const [expected, actual] = await Promise.all([sent.sql.unsafe(query), seeded.sql.unsafe(query)]);
      expect(expected.length).toBeGreaterThan(0);
      expect([...actual]).toEqual([...expected]);
    },
  );

  it('is the same for the same seed and clock', () => {
    const again = shopHistory(SIZE);
    expect(again.count).toBe(HISTORY.count);
    for (const position of [0, 1, 100, again.count - 1])
      expect(again.event(position)).toEqual(HISTORY.event(position));
    expect(shopPerson(SIZE, 3, again.totals(3))).toEqual(shopPerson(SIZE, 3, HISTORY.totals(3)));
  });

  it('stays in the past and in order', () => {
    let last = -Infinity;
    for (let position = 0; position < HISTORY.count; position += 1) {
      const { at } = HISTORY.event(position);
      expect(at).toBeGreaterThanOrEqual(last);
      last = at;
    }
    expect(last).toBeLessThanOrEqual(NOW.getTime());
  });

  it('is not put into a workspace twice', async () => {
    await expect(seedShop(seeded, { workspaceId, size: SIZE })).rejects.toThrow(AlreadySeeded);
    const [row] = await seeded.sql`select count(*) as people from persons`;
    expect(row?.['people']).toBe(SIZE.people);
  });

  it('builds the indexes again that were away while loading', async () => {
    const indexes = () => seeded.sql`select indexdef from pg_indexes where schemaname = 'public' order by 1`;
    const before = await indexes();
    const size = { ...SIZE, seed: 8, people: 10, events: 100 };
    await seedShop(seeded, { workspaceId, size, indexesAfterwards: true });
    expect([...(await indexes())]).toEqual([...before]);
  });
});

/** Each when the shop knew it: the bare person at the sign-up, everything at the last change. */
async function sendPeople({ db }: TestDatabase, workspaceId: number): Promise<void> {
  for (let number = 0; number < SIZE.people; number += 1) {
    const person = shopPerson(SIZE, number, HISTORY.totals(number));
    const bare = { externalId: person.externalId };
    const outcomes = [
      ...(await upsertPersons(db, workspaceId, [bare], { now: new Date(person.createdAt) })),
      ...(await upsertPersons(db, workspaceId, [inputOf(person)], { now: new Date(person.updatedAt) })),
    ];
    expect(outcomes.map(({ status }) => status)).toEqual(['created', 'updated']);
  }
}

async function sendEvents({ db }: TestDatabase, workspaceId: number): Promise<void> {
  const events = Array.from({ length: HISTORY.count }, (_, position) => {
    const { eventId, name, person, at, properties } = HISTORY.event(position);
    const { externalId } = shopPerson(SIZE, person, HISTORY.totals(person));
    return {
      ...(eventId === undefined ? {} : { eventId }),
      name,
      person: { externalId },
      occurredAt: new Date(at).toISOString(),
      properties,
    };
  });
  const outcome = await trackEvents(db, workspaceId, events, { now: NOW });
  expect(outcome).toMatchObject({ accepted: HISTORY.count, duplicates: 0, failed: [], warnings: [] });
}
