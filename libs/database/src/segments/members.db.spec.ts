import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upsertPersons } from '../persons/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { addPeople, createSegmentWorld, pointsAtLeast, type SegmentWorld } from '../testing/segment-world.ts';
import { buildMembership, createSegment, listMembers, streamMembers, updateSegment } from './index.ts';

let database: TestDatabase;
let world: SegmentWorld;
const now = new Date('2026-06-01T12:00:00Z');
const later = new Date('2026-06-02T12:00:00Z');
const context = { actor: 'instance', now };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSegmentWorld(database.db);
  await addPeople(database.db, world, 40);
});
afterAll(() => database.drop());

const build = (id: number, at = now) => buildMembership(database, world.workspaceId, id, { now: at });
async function create(rule: unknown, name: string): Promise<number> {
  const { segment } = await createSegment(
    database.db,
    world.workspaceId,
    { name, description: '', rule },
    context,
  );
  await build(segment.id);
  return segment.id;
}
async function csvOf(id: number): Promise<string[]> {
  let text = '';
  for await (const piece of await streamMembers(database.db, world.workspaceId, id)) text += piece;
  return text.split('\r\n').slice(0, -1);
}

const cursorAt = (since: string): string =>
  Buffer.from(JSON.stringify(['since', since, 1])).toString('base64url');

describe('members', () => {
  it('come newest first, in pages, also while others come and go', async () => {
    const id = await create(pointsAtLeast(31), 'Growing');
    await updateSegment(database.db, world.workspaceId, id, { rule: pointsAtLeast(21) }, context);
    await build(id, later);
    const list = (query: object) => listMembers(database.db, world.workspaceId, id, { limit: 7, ...query });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ cursor });
      expect(page.total).toBe(20);
      seen.push(...page.data.map(({ externalId }) => externalId ?? ''));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([
      ...Array.from({ length: 10 }, (_, n) => `p${30 - n}`),
      ...Array.from({ length: 10 }, (_, n) => `p${40 - n}`),
    ]);
    const [first] = (await list({})).data;
    expect(first).toMatchObject({ since: later, attributes: { points: 30, city: 'Split' } });
    for (const cursor of ['x', cursorAt('2026-13-01T00:00:00.000Z'), cursorAt('0000-01-01T00:00:00.000Z')]) {
      await expect(list({ cursor })).rejects.toMatchObject({ code: 'request.invalid' });
    }
  });

  it('are searched by name, address and external id', async () => {
    await upsertPersons(
      database.db,
      world.workspaceId,
      [
        {
          externalId: 'x%1',
          email: 'Ana.Horvat@example.com',
          attributes: { firstName: 'Ana', lastName: 'Horvat', points: 500 },
        },
        { externalId: 'x2', attributes: { points: 501 } },
      ],
      { now },
    );
    const id = await create(pointsAtLeast(500), 'Searched');
    const search = async (text: string) => {
      const { data, total } = await listMembers(database.db, world.workspaceId, id, {
        limit: 10,
        search: text,
      });
      expect(total).toBe(data.length);
      return data.map(({ externalId }) => externalId);
    };
    expect(await search('ANA.hor')).toEqual(['x%1']);
    expect(await search('x%')).toEqual(['x%1']);
    expect(await search('x')).toEqual(['x2', 'x%1']);
    expect(await search('nobody')).toEqual([]);
  });

  it('go to CSV in pieces, newest first, with every attribute', async () => {
    const id = await create(pointsAtLeast(39), 'To CSV');
    const lines = await csvOf(id);
    expect(lines[0]).toMatch(/^id,externalId,type,emails,phones,tags,since,.*city.*points/);
    const rows = lines.slice(1).map((line) => line.split(','));
    expect(rows.map((row) => row[1])).toContain('p40');
    await expect(streamMembers(database.db, world.workspaceId, 999_999)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
