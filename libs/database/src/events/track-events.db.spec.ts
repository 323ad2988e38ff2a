import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog/index.ts';
import {
  deletePerson,
  findPerson,
  listPersonEvents,
  mergePersons,
  personFacts,
  readPersons,
  upsertPersons,
} from '../persons/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createWorkspace } from '../workspaces/index.ts';
import { trackEvents, type TrackOutcome } from './index.ts';

let database: TestDatabase;
let workspace: number;
beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await workspaceOf(false);
});
afterAll(() => database.drop());

const NOW = new Date('2026-03-01T12:00:00.000Z');
const iso = (ms: number): string => new Date(NOW.getTime() + ms).toISOString();

async function workspaceOf(strict: boolean): Promise<number> {
  const made = await createWorkspace(
    database.db,
    { name: 'Test', timeZone: 'UTC', strict },
    { actor: 'instance', now: NOW },
  );
  return made.workspace.id;
}

const track = (events: readonly unknown[], into = workspace): Promise<TrackOutcome> =>
  trackEvents(database.db, into, events, { now: NOW });

let serial = 0;
const fresh = (): string => `e-${(serial += 1)}`;

async function timeline(externalId: string, from = workspace) {
  const id = await findPerson(database.db, from, { externalId });
  if (id === null) return null;
  return (await listPersonEvents(database.db, from, id, { limit: 100 })).data;
}

const lastSeen = async (externalId: string): Promise<Date | null | undefined> => {
  const id = await findPerson(database.db, workspace, { externalId });
  return (await readPersons(database.db, workspace, [id ?? 0]))[0]?.lastSeenAt;
};

describe('trackEvents', () => {
  it('creates people for unknown identifiers and keeps typed properties as they were spelled', async () => {
    const externalId = fresh();
    const outcome = await track([
      {
        name: 'purchase',
        person: { externalId, email: `${externalId}@x.io` },
        occurredAt: '2026-02-01T10:00:00.1239+01:00',
        properties: {
          total: 59.9,
          category: 'Shoes',
          day: '2026-01-31',
          colours: ['Red', 'red'],
          store: { city: 'Split' },
        },
      },
    ]);
    expect(outcome).toEqual({ accepted: 1, created: 1, duplicates: 0, failed: [], warnings: [] });
    expect(await timeline(externalId)).toMatchObject([
      {
        name: 'purchase',
        occurredAt: new Date('2026-02-01T09:00:00.123Z'),
        properties: {
          total: 59.9,
          category: 'Shoes',
          day: '2026-01-31',
          colours: ['Red'],
          store_city: 'Split',
        },
      },
    ]);
    const id = await findPerson(database.db, workspace, { email: `${externalId}@x.io` });
    expect(await readPersons(database.db, workspace, [id ?? 0])).toMatchObject([
      { externalId, type: 'customer', lastSeenAt: new Date('2026-02-01T09:00:00.123Z'), createdAt: NOW },
    ]);
  });

  it('ignores an eventId that was accepted before, whatever it says', async () => {
    const [externalId, eventId] = [fresh(), fresh()];
    await track([{ eventId, name: 'a', person: { externalId } }]);
    expect(
      await track([
        { eventId, name: 'b', person: { externalId: fresh() } },
        { eventId, name: 'a', person: { externalId }, properties: { 'no name': 1 } },
        { eventId, name: 5 },
      ]),
    ).toEqual({ accepted: 0, created: 0, duplicates: 3, failed: [], warnings: [] });
    expect(await timeline(externalId)).toHaveLength(1);
    expect(
      await track([{ eventId, name: 'a', person: { externalId } }], await workspaceOf(false)),
    ).toMatchObject({
      accepted: 1,
    });
  });

  it('takes the first accepted one of an eventId within a request, and gives the key of a refused one back', async () => {
    const [externalId, eventId] = [fresh(), fresh()];
    const bad = { eventId, name: 'a', person: {} };
    expect(await track([bad])).toMatchObject({ accepted: 0, failed: [{ index: 0 }] });
    const outcome = await track([
      bad,
      { eventId, name: 'a', person: { externalId }, properties: { nth: 1 } },
      { eventId, name: 'a', person: { externalId }, properties: { nth: 2 } },
    ]);
    expect(outcome).toMatchObject({ accepted: 1, duplicates: 1, failed: [{ index: 0 }] });
    expect(await timeline(externalId)).toMatchObject([{ properties: { nth: 1 } }]);
  });

  it('keeps events of one instant in the order of receipt', async () => {
    const externalId = fresh();
    const occurredAt = iso(-1000);
    const one = (nth: number) => ({
      name: nth % 2 === 0 ? 'even' : 'odd',
      person: { externalId },
      occurredAt,
      properties: { nth },
    });
    await track([one(1), one(2), one(3)]);
    await track([one(4)]);
    expect((await timeline(externalId))?.map(({ properties }) => properties['nth'])).toEqual([4, 3, 2, 1]);
  });

  it('keeps an occurredAt five seconds ahead and sets a later one to the time of receipt', async () => {
    const externalId = fresh();
    await track([
      { name: 'a', person: { externalId }, occurredAt: iso(5000) },
      { name: 'a', person: { externalId }, occurredAt: iso(5001) },
      { name: 'a', person: { externalId } },
      { name: 'a', person: { externalId }, occurredAt: '0001-01-01T00:00:00Z' },
    ]);
    expect((await timeline(externalId))?.map(({ occurredAt }) => occurredAt.toISOString())).toEqual([
      iso(5000),
      iso(0),
      iso(0),
      '0001-01-01T00:00:00.000Z',
    ]);
    expect(await lastSeen(externalId)).toEqual(new Date(iso(5000)));
  });

  it('does not move lastSeenAt back for a late event, and leaves updatedAt', async () => {
    const externalId = fresh();
    await track([{ name: 'a', person: { externalId }, occurredAt: iso(-1000) }]);
    await trackEvents(
      database.db,
      workspace,
      [{ name: 'a', person: { externalId }, occurredAt: iso(-5000) }],
      { now: new Date(iso(9000)) },
    );
    expect(await lastSeen(externalId)).toEqual(new Date(iso(-1000)));
    const id = await findPerson(database.db, workspace, { externalId });
    expect((await readPersons(database.db, workspace, [id ?? 0]))[0]?.updatedAt).toEqual(NOW);
  });

  it.each([
    [5, '', 'value.type'],
    [{ name: 'a' }, '/person', 'value.type'],
    [{ name: 'a', person: {} }, '/person', 'identifier.missing'],
    [{ name: '', person: { externalId: 'x' } }, '/name', 'value.invalid'],
    [{ name: 'n'.repeat(129), person: { externalId: 'x' } }, '/name', 'value.limit'],
    [{ person: { externalId: 'x' } }, '/name', 'value.type'],
    [{ name: 'a', person: { id: 999_999_999 } }, '/person/id', 'person.unknown'],
    [{ name: 'a', person: { id: '5' } }, '/person/id', 'value.type'],
    [{ name: 'a', person: { phone: '+385 91' } }, '/person/phone', 'value.invalid'],
    [{ name: 'a', person: { externalId: 'x', Email: 'y' } }, '/person/Email', 'key.unknown'],
    [{ name: 'a', person: { externalId: 'x' }, ocurredAt: 'y' }, '/ocurredAt', 'key.unknown'],
    [{ name: 'a', person: { externalId: 'x' }, occurredAt: '2026-01-01' }, '/occurredAt', 'value.invalid'],
    [{ name: 'a', person: { externalId: 'x' }, eventId: 'i'.repeat(129) }, '/eventId', 'value.limit'],
    [{ name: 'a', person: { externalId: 'x' }, eventId: 5 }, '/eventId', 'value.type'],
    [{ name: 'a', person: { externalId: 'x' }, properties: [] }, '/properties', 'value.type'],
    [
      { name: 'typed', person: { externalId: 'x' }, properties: { price: '5' } },
      '/properties/price',
      'value.type',
    ],
    [{ name: 'a', person: { externalId: 'x' }, properties: { 'a b': 1 } }, '/properties/a b', 'name.invalid'],
    [{ name: 'a', person: { externalId: 'x' }, properties: { list: [1] } }, '/properties/list', 'value.type'],
    [{ name: 'a', person: { externalId: 'x' }, properties: { p: 'a\0' } }, '/properties/p', 'value.invalid'],
  ])('refuses %j with its index and a pointer, and takes the others', async (event, path, code) => {
    const externalId = fresh();
    await track([{ name: 'typed', person: { externalId }, properties: { price: 5 } }]);
    const outcome = await track([event, { name: 'other', person: { externalId } }]);
    expect(outcome).toMatchObject({
      accepted: 1,
      failed: [{ index: 0, error: { issues: [{ path, code }] } }],
    });
    expect(await findPerson(database.db, workspace, { externalId: 'x' })).toBeNull();
  });

  it('refuses identifiers of two people and registers nothing for it', async () => {
    const [a, b] = [fresh(), fresh()];
    await upsertPersons(database.db, workspace, [{ externalId: a }, { email: `${b}@x.io` }], { now: NOW });
    const outcome = await track([
      { name: 'only_in_conflict', person: { externalId: a, email: `${b}@x.io` } },
    ]);
    expect(outcome.failed).toMatchObject([{ index: 0, error: { code: 'identity.conflict' } }]);
    expect((await readCatalog(database.db, workspace)).catalog.events.has('only_in_conflict')).toBe(false);
  });

  it('adds identifiers that are new beside known ones', async () => {
    const externalId = fresh();
    await track([{ name: 'a', person: { externalId } }]);
    await track([
      { name: 'a', person: { externalId, email: `${externalId}@x.io` } },
      { name: 'a', person: { email: `${externalId}@x.io`, phone: '+385990000001' } },
    ]);
    expect(await timeline(externalId)).toHaveLength(3);
    expect(await findPerson(database.db, workspace, { phone: '+385990000001' })).toBe(
      await findPerson(database.db, workspace, { externalId }),
    );
  });

  it('keeps arrays of objects for the timeline with a warning', async () => {
    const externalId = fresh();
    const items = [{ sku: 'A', nested: { x: 1 } }, { sku: 'B' }];
    const outcome = await track([{ name: 'cart', person: { externalId }, properties: { items, total: 1 } }]);
    expect(outcome.warnings).toMatchObject([
      { index: 0, path: '/properties/items', code: 'property.timeline_only' },
    ]);
    expect(await timeline(externalId)).toMatchObject([{ properties: { items, total: 1 } }]);
    const { catalog } = await readCatalog(database.db, workspace);
    expect([...(catalog.events.get('cart')?.properties.keys() ?? [])]).toEqual(['total']);
  });

  it('warns about names that differ only in case', async () => {
    const externalId = fresh();
    const outcome = await track([
      { name: 'Case', person: { externalId }, properties: { size: 1 } },
      { name: 'case', person: { externalId } },
      { name: 'Case', person: { externalId }, properties: { Size: 1 } },
    ]);
    expect(outcome.warnings).toMatchObject([
      { index: 1, path: '/name', code: 'name.similar' },
      { index: 2, path: '/properties/Size', code: 'name.similar' },
    ]);
  });

  it('refuses unknown names in a strict workspace', async () => {
    const strict = await workspaceOf(true);
    const outcome = await track(
      [
        { name: 'app_launched', person: { externalId: 'a' } },
        { name: 'app_lunched', person: { externalId: 'a' } },
        { name: 'app_launched', person: { externalId: 'b' }, properties: { version: '1' } },
      ],
      strict,
    );
    expect(outcome).toMatchObject({
      accepted: 1,
      failed: [
        { index: 1, error: { issues: [{ code: 'event.unknown', suggestions: ['app_launched'] }] } },
        { index: 2, error: { issues: [{ code: 'property.unknown' }] } },
      ],
    });
    expect(await timeline('b', strict)).toBeNull();
  });

  it('gives the evaluator what it asks for', async () => {
    const externalId = fresh();
    await track([
      { name: 'seen', person: { externalId }, occurredAt: iso(-10), properties: { What: 'Hat' } },
    ]);
    const { catalog } = await readCatalog(database.db, workspace);
    const event = catalog.events.get('seen');
    const id = (await findPerson(database.db, workspace, { externalId })) ?? 0;
    const [facts] = await personFacts(database.db, workspace, [id], [event?.id ?? 0]);
    expect(facts).toMatchObject({
      id,
      facts: { externalId, type: 'customer' },
      createdAt: NOW.getTime(),
      lastSeenAt: NOW.getTime() - 10,
      events: [
        {
          event: event?.id,
          occurredAt: NOW.getTime() - 10,
          facts: { [event?.properties.get('What')?.key ?? '']: 'hat' },
        },
      ],
    });
  });
});

describe('mergePersons', () => {
  it('moves events, lists and missing attributes, and lets the old id and external id lead to the survivor', async () => {
    const [a, b] = [fresh(), fresh()];
    await upsertPersons(
      database.db,
      workspace,
      [{ externalId: a, email: `${a}@x.io`, tags: ['Old'], attributes: { city: 'Split', gender: 'f' } }],
      { now: new Date(iso(-60_000)) },
    );
    await upsertPersons(
      database.db,
      workspace,
      [
        {
          externalId: b,
          email: `${b}@x.io`,
          tags: ['new', 'OLD'],
          type: 'lead',
          attributes: { city: 'Rijeka' },
        },
      ],
      { now: NOW },
    );
    await track([
      { name: 'm', person: { externalId: a }, occurredAt: iso(-5000), properties: { nth: 1 } },
      { name: 'm', person: { externalId: b }, occurredAt: iso(-5000), properties: { nth: 2 } },
      { name: 'm', person: { externalId: a }, occurredAt: iso(-5000), properties: { nth: 3 } },
      { name: 'm', person: { externalId: a }, occurredAt: iso(-10), properties: { nth: 4 } },
    ]);
    const old = (await findPerson(database.db, workspace, { externalId: a })) ?? 0;
    const into = (await findPerson(database.db, workspace, { externalId: b })) ?? 0;
    const merge = () =>
      mergePersons(database.db, workspace, { externalId: a }, { id: into }, { now: new Date(iso(1000)) });
    expect(await merge()).toBe(into);
    const survivor = {
      id: into,
      externalId: b,
      type: 'lead',
      emails: [`${b}@x.io`, `${a}@x.io`],
      tags: ['new', 'OLD'],
      attributes: { city: 'Rijeka', gender: 'f' },
      createdAt: new Date(iso(-60_000)),
      updatedAt: new Date(iso(1000)),
      lastSeenAt: new Date(iso(-10)),
    };
    expect(await readPersons(database.db, workspace, [into, old])).toMatchObject([survivor]);
    expect((await timeline(b))?.map(({ properties }) => properties['nth'])).toEqual([4, 3, 2, 1]);
    for (const reference of [{ id: old }, { externalId: a }, { email: `${a}@x.io` }]) {
      expect(await findPerson(database.db, workspace, reference)).toBe(into);
    }
    expect(await mergePersons(database.db, workspace, { id: old }, { id: into }, { now: NOW })).toBe(into);
    expect(await mergePersons(database.db, workspace, { id: into }, { id: old }, { now: NOW })).toBe(into);
    expect(await readPersons(database.db, workspace, [into])).toMatchObject([survivor]);
    const [again] = await upsertPersons(database.db, workspace, [{ externalId: a, addTags: ['x'] }], {
      now: NOW,
    });
    expect(again).toMatchObject({ status: 'updated', id: into });
    expect(await readPersons(database.db, workspace, [into])).toMatchObject([{ externalId: b }]);
    expect(await track([{ name: 'm', person: { id: old } }])).toMatchObject({ accepted: 1 });
    const [other] = await upsertPersons(database.db, workspace, [{ externalId: a, email: `new${a}@x.io` }], {
      now: NOW,
    });
    expect(other).toMatchObject({ status: 'updated', id: into });
  });

  it('inherits an external id that the survivor lacks, and follows chains', async () => {
    const [a, b, c] = [fresh(), fresh(), fresh()];
    await upsertPersons(
      database.db,
      workspace,
      [{ externalId: a }, { email: `${b}@x.io` }, { externalId: c }],
      { now: NOW },
    );
    const old = (await findPerson(database.db, workspace, { externalId: a })) ?? 0;
    const middle = await mergePersons(
      database.db,
      workspace,
      { externalId: a },
      { email: `${b}@x.io` },
      { now: NOW },
    );
    expect(await readPersons(database.db, workspace, [middle])).toMatchObject([{ externalId: a }]);
    const last = await mergePersons(database.db, workspace, { id: old }, { externalId: c }, { now: NOW });
    for (const reference of [{ id: old }, { id: middle }, { externalId: a }]) {
      expect(await findPerson(database.db, workspace, reference)).toBe(last);
    }
    expect(await deletePerson(database.db, workspace, { id: old })).toBe(true);
    for (const reference of [{ id: old }, { id: last }, { externalId: a }, { externalId: c }]) {
      expect(await findPerson(database.db, workspace, reference)).toBeNull();
    }
  });

  it('says who is not there', async () => {
    await expect(
      mergePersons(database.db, workspace, { id: 999_999 }, { id: 999_998 }, { now: NOW }),
    ).rejects.toMatchObject({ code: 'not_found', issues: [{ path: '/from' }] });
  });
});

describe('deletePerson', () => {
  it('deletes everything, keeps hashes of event ids and other people', async () => {
    const [a, b, eventId] = [fresh(), fresh(), fresh()];
    await track([
      { eventId, name: 'd', person: { externalId: a, email: `${a}@x.io` } },
      { name: 'd', person: { externalId: b } },
    ]);
    const id = (await findPerson(database.db, workspace, { externalId: a })) ?? 0;
    await database.sql`insert into idempotency_keys (workspace_id, route, key, body_hash, status, reply, person_ids)
      values (${workspace}, 'r', ${a}, 'h', 200, '{}', ${`{${id}}`}::bigint[])`;
    expect(await deletePerson(database.db, workspace, { email: `${a.toUpperCase()}@X.io` })).toBe(true);
    expect(await deletePerson(database.db, workspace, { id })).toBe(false);
    for (const table of ['person_facts', 'person_identifiers', 'person_slots', 'events', 'memberships']) {
      const [row] = await database.sql.unsafe(
        `select count(*)::int as n from ${table} where person_id = ${id}`,
      );
      expect(row?.['n'], table).toBe(0);
    }
    expect(await database.sql`select 1 from idempotency_keys where key = ${a}`).toHaveLength(0);
    expect(await track([{ eventId, name: 'd', person: { externalId: a } }])).toMatchObject({ duplicates: 1 });
    expect(await findPerson(database.db, workspace, { externalId: a })).toBeNull();
    expect(await timeline(b)).toHaveLength(1);
  });
});

describe('listPersonEvents', () => {
  it('pages newest first and filters by name', async () => {
    const externalId = fresh();
    await track(
      Array.from({ length: 7 }, (_, nth) => ({
        name: nth % 2 === 0 ? 'even' : 'odd',
        person: { externalId },
        occurredAt: iso(-1000 * Math.floor(nth / 2)),
        properties: { nth },
      })),
    );
    const id = (await findPerson(database.db, workspace, { externalId })) ?? 0;
    const seen: unknown[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listPersonEvents(database.db, workspace, id, { limit: 2, cursor });
      seen.push(...page.data.map(({ properties }) => properties['nth']));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([1, 0, 3, 2, 5, 4, 6]);
    const even = await listPersonEvents(database.db, workspace, id, { limit: 10, name: 'even' });
    expect(even.data).toHaveLength(4);
  });
});
