import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Connection } from '../client/client.ts';
import { deletePerson, mergePersons } from '../persons/index.ts';
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
  clearRemovedSegments,
  createSegment,
  deleteSegment,
  readSegment,
  segmentsToBuild,
  updateSegment,
} from './index.ts';

let database: TestDatabase;
let clients: Connection;
let world: SegmentWorld;
let people: number[];
const now = new Date('2026-06-01T12:00:00Z');
const later = new Date('2026-06-02T12:00:00Z');
const context = { actor: 'key:1', now };

beforeAll(async () => {
  database = await createTestDatabase();
  clients = connect(database.url, { max: 12 });
});
afterAll(async () => {
  await clients.close();
  await database.drop();
});
beforeEach(async () => {
  world = await createSegmentWorld(database.db);
  people = await addPeople(database.db, world, 40);
});

const create = async (rule: unknown, name = 'One') =>
  (await createSegment(database.db, world.workspaceId, { name, description: '', rule }, context)).segment.id;
const setRule = (id: number, rule: unknown) =>
  updateSegment(database.db, world.workspaceId, id, { rule }, context);
const build = (id: number, at = now, options: object = {}) =>
  buildMembership(clients, world.workspaceId, id, { now: at, ...options });
const read = (id: number) => readSegment(database.db, world.workspaceId, id);
const members = async (id: number) =>
  (
    await database.sql<
      { person: number; since: string }[]
    >`select person_id as person, since from memberships where segment_id = ${id} order by person_id`
  ).map(({ person, since }) => [people.indexOf(person) + 1, new Date(since).toISOString()] as const);
const who = async (id: number) => (await members(id)).map(([n]) => n);

/** What must hold whatever happened: sizes are exact and nobody is in who does not exist. */
async function expectSound(): Promise<void> {
  const [row] = await database.sql`select
    (select count(*) from segments s where size <> (select count(*) from memberships m where m.segment_id = s.id)) as wrong_sizes,
    (select count(*) from memberships m where not exists (select from persons p where p.id = m.person_id)) as ghosts`;
  expect(row).toEqual({ wrong_sizes: 0, ghosts: 0 });
}

describe('a build', () => {
  it('finds the people, and says how many', async () => {
    const id = await create(pointsAtLeast(38));
    expect(await segmentsToBuild(database.db, 'building')).toContainEqual({
      workspaceId: world.workspaceId,
      segmentId: id,
    });
    const progress: number[] = [];
    expect(await build(id, now, { onProgress: (done: number) => progress.push(done) })).toBe('built');
    expect(progress).toEqual([0, 1, 2]);
    expect(await members(id)).toEqual([38, 39, 40].map((n) => [n, now.toISOString()]));
    expect(await read(id)).toMatchObject({
      status: 'ready',
      size: 3,
      progress: null,
      failure: null,
      version: 1,
      updatedAt: now,
    });
    expect(await build(id)).toBe('current');
    expect(await build(999_999)).toBe('gone');
  });

  it('lets people who stay keep their since, and serves the old ones until it is through', async () => {
    const id = await create(pointsAtLeast(38));
    await build(id);
    await setRule(id, {
      match: 'any',
      conditions: [
        ...pointsAtLeast(40).conditions,
        { kind: 'attribute', attribute: 'points', operator: 'is', value: 1 },
      ],
    });
    expect(await read(id)).toMatchObject({ status: 'building', size: 3, progress: { done: 0, total: 0 } });
    expect(await who(id)).toEqual([38, 39, 40]);
    expect(await build(id, later)).toBe('built');
    expect(await members(id)).toEqual([
      [1, later.toISOString()],
      [40, now.toISOString()],
    ]);
    expect(await read(id)).toMatchObject({ status: 'ready', size: 2, ruleVersion: 2 });
  });

  it('takes the rules of mentioned segments as they are now', async () => {
    const a = await create(pointsAtLeast(38), 'A');
    const b = await create(memberOf(a), 'B');
    expect(await build(b)).toBe('built');
    expect(await who(b)).toEqual([38, 39, 40]);
    await setRule(a, pointsAtLeast(40));
    expect(await build(b, later)).toBe('built');
    expect(await who(b)).toEqual([40]);
  });

  it('does not touch other workspaces', async () => {
    const other = await createSegmentWorld(database.db, 'Other');
    await addPeople(database.db, other, 5);
    const id = await create(everyone);
    await build(id);
    expect((await read(id)).size).toBe(40);
    await expectSound();
  });

  it('is left building when it is stopped, and fails in words when it takes too long', async () => {
    const id = await create(everyone);
    const stop = AbortSignal.abort(new Error('stop'));
    await expect(build(id, now, { signal: stop })).rejects.toThrow('stop');
    expect((await read(id)).status).toBe('building');
    await database.sql.begin(async (blocker) => {
      await blocker`lock table memberships in access exclusive mode`;
      await expect(build(id, now, { timeoutMs: 200 })).rejects.toThrow('200 ms');
      expect(await read(id)).toMatchObject({
        status: 'failed',
        failure: expect.stringContaining('took longer'),
      });
      const stopping = new AbortController();
      setTimeout(() => stopping.abort(new Error('stop it')), 200);
      await expect(build(id, now, { signal: stopping.signal })).rejects.toThrow('stop it');
    });
    expect((await read(id)).status).toBe('building');
    expect(await build(id)).toBe('built');
    expect(await read(id)).toMatchObject({ status: 'ready', failure: null, size: 40 });
  });
});

describe('L3, L6: a build in a race', () => {
  it('with an edit leaves the people of the newest rule', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await create(pointsAtLeast(1), `Round ${round}`);
      const settle = async (): Promise<void> => {
        while ((await build(id)) === 'superseded');
      };
      const builds = [settle(), settle()];
      for (const least of [10, 20, 30, 39]) {
        await setRule(id, pointsAtLeast(least));
        builds.push(settle());
      }
      await Promise.all(builds);
      await settle();
      expect(await who(id)).toEqual([39, 40]);
      expect(await read(id)).toMatchObject({ status: 'ready', size: 2, ruleVersion: 5 });
    }
    await expectSound();
  });

  it('is out of date when the rule changes after its people were found', async () => {
    const id = await create(pointsAtLeast(10));
    let edited: Promise<unknown> = Promise.resolve();
    const outcome = await build(id, now, {
      onProgress: (done: number) => {
        if (done === 1) edited = setRule(id, pointsAtLeast(39));
      },
    });
    await edited;
    const status = (await read(id)).status;
    expect(status).toBe('building');
    if (outcome === 'superseded') expect(await who(id)).toEqual([]);
    expect(await build(id)).toBe('built');
    expect(await who(id)).toEqual([39, 40]);
  });

  it('is out of date when the rule of a mentioned segment changes meanwhile', async () => {
    for (let round = 0; round < 6; round += 1) {
      const a = await create(pointsAtLeast(1), `A${round}`);
      const b = await create(memberOf(a), `B${round}`);
      const both = [build(b), setRule(a, pointsAtLeast(40)), build(b)] as const;
      await Promise.all(both);
      while ((await read(b)).status !== 'ready') await build(b);
      expect(await who(b)).toEqual([40]);
    }
  });

  it('by many workers at once is right, and nobody waits', async () => {
    const id = await create(cityIs('Zagreb'));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => build(id)));
    expect(outcomes.filter((one) => one === 'built')).toHaveLength(1);
    expect(outcomes.every((one) => ['built', 'busy', 'current'].includes(one))).toBe(true);
    expect((await who(id)).length).toBe(20);
    await expectSound();
  });

  it('with deletions and merges of people leaves no ghosts and exact sizes', async () => {
    const ids = await Promise.all([1, 2, 3].map((least) => create(pointsAtLeast(least), `S${least}`)));
    const drop = (id: number) => deletePerson(clients.db, world.workspaceId, { id });
    const merge = (from: number, into: number) =>
      mergePersons(clients.db, world.workspaceId, { id: from }, { id: into }, { now });
    for (let round = 0; round < 5; round += 1) {
      const rebuild = ids.map(async (id) => {
        await setRule(id, pointsAtLeast(1 + round));
        while ((await build(id)) === 'superseded');
      });
      const gone = people.splice(0, 3);
      await Promise.all([
        ...rebuild,
        drop(gone[0] ?? 0),
        drop(gone[1] ?? 0),
        merge(gone[2] ?? 0, people[round] ?? 0),
      ]);
      await expectSound();
    }
  });

  it('of people leaves the survivor of a merge where they belong', async () => {
    const zagreb = await create(cityIs('Zagreb'), 'Zagreb');
    const buyers = await create(
      {
        match: 'all',
        conditions: [{ kind: 'event', event: 'purchase', count: { operator: 'exactly', value: 3 } }],
      },
      'Three purchases',
    );
    await Promise.all([build(zagreb), build(buyers)]);
    const before = [(await read(zagreb)).size, (await read(buyers)).size];
    // p3 of Zagreb with three purchases becomes p8 of Split with none; p5 of Zagreb with one becomes p7 of Zagreb with three.
    await mergePersons(
      clients.db,
      world.workspaceId,
      { externalId: 'p3' },
      { externalId: 'p8' },
      { now: later },
    );
    await mergePersons(
      clients.db,
      world.workspaceId,
      { externalId: 'p5' },
      { externalId: 'p7' },
      { now: later },
    );
    expect((await members(buyers)).find(([n]) => n === 8)).toEqual([8, later.toISOString()]);
    expect((await members(zagreb)).find(([n]) => n === 7)).toEqual([7, now.toISOString()]);
    expect(await who(zagreb)).not.toContain(8);
    expect(await who(buyers)).not.toContain(7);
    expect([(await read(zagreb)).size, (await read(buyers)).size]).toEqual([
      (before[0] ?? 0) - 2,
      (before[1] ?? 0) - 1,
    ]);
    await expectSound();
  });

  it('with its deletion ends, and what lies around is cleared away', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await create(everyone, `Gone ${round}`);
      const [outcome] = await Promise.all([
        build(id),
        deleteSegment(database.db, world.workspaceId, id, context),
      ]);
      expect(['built', 'gone', 'current']).toContain(outcome);
      await clearRemovedSegments(database.db, world.workspaceId);
      expect(await who(id)).toEqual([]);
    }
    const [left] =
      await database.sql`select count(*) as removals from segment_removals where workspace_id = ${world.workspaceId}`;
    expect(left?.removals).toBe(0);
  });
});
