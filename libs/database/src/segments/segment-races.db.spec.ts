import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { bumpCatalogVersion, lockCatalog } from '../catalog/index.ts';
import { connect, type Connection } from '../client/client.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import {
  cityIs,
  createSegmentWorld,
  everyone,
  memberOf,
  type SegmentWorld,
} from '../testing/segment-world.ts';
import {
  createSegment,
  deleteSegment,
  deleteSegments,
  duplicateSegment,
  updateSegment,
  SegmentError,
} from './index.ts';

let database: TestDatabase;
let clients: Connection;
let world: SegmentWorld;
const now = new Date('2026-06-01T12:00:00Z');
const context = { actor: 'key:1', now };

beforeAll(async () => {
  database = await createTestDatabase();
  clients = connect(database.url, { max: 16 });
});
afterAll(async () => {
  await clients.close();
  await database.drop();
});
beforeEach(async () => {
  world = await createSegmentWorld(database.db);
});

const create = async (name: string, rule: unknown = everyone) =>
  (await createSegment(clients.db, world.workspaceId, { name, description: '', rule }, context)).segment.id;
const setRule = (id: number, rule: unknown) =>
  updateSegment(clients.db, world.workspaceId, id, { rule }, context);
const remove = (id: number) => deleteSegment(clients.db, world.workspaceId, id, context);

/** Codes of refusals, `ok` for what was done. Anything else is a fault. */
async function outcomes(work: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'ok';
    if (one.reason instanceof SegmentError) return one.reason.code;
    throw one.reason;
  });
}
const times = <T>(count: number, work: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => work(index));
const tally = (words: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, list]) => [word, list.length]));

/** What no race may leave behind: mentions of what is gone, and circles. */
async function expectSound(): Promise<void> {
  const [row] = await database.sql`
    select
      (select count(*) from segment_mentions m where kind = 'segment' and not exists (select from segments s where s.id = m.mentioned_id)) as gone_segments,
      (select count(*) from segment_mentions m where kind = 'attribute' and not exists (select from attributes a where a.id = m.mentioned_id)) as gone_attributes,
      (select count(*) from segment_mentions m where not exists (select from segments s where s.id = m.segment_id)) as orphans`;
  expect(row).toEqual({ gone_segments: 0, gone_attributes: 0, orphans: 0 });
  const circles = await database.sql`
    with recursive walk (start, id, depth) as (
      select segment_id, mentioned_id, 1 from segment_mentions where kind = 'segment'
      union select w.start, m.mentioned_id, w.depth + 1 from walk w join segment_mentions m on m.kind = 'segment' and m.segment_id = w.id where w.depth < 8
    ) select start from walk where start = id or depth > 5`;
  expect(circles).toHaveLength(0);
}

describe('L7: however many requests race', () => {
  it('one of many gets a name', async () => {
    const words = await outcomes(times(20, (index) => create(index % 2 === 0 ? 'Same name' : 'SAME NAME')));
    expect(tally(words)).toEqual({ ok: 1, 'segment.name_taken': 19 });
  });

  it('copies made at once get different names', async () => {
    const id = await create('Fans');
    const copies = await Promise.all(
      times(10, () => duplicateSegment(clients.db, world.workspaceId, id, context)),
    );
    expect(new Set(copies.map(({ segment }) => segment.name)).size).toBe(10);
  });

  it('a segment is either mentioned or gone', async () => {
    for (let round = 0; round < 8; round += 1) {
      const a = await create(`A${round}`);
      const words = await outcomes([
        ...times(3, (index) => create(`B${round}.${index}`, memberOf(a))),
        remove(a),
        ...times(3, (index) => create(`C${round}.${index}`, memberOf(a))),
        deleteSegments(clients.db, world.workspaceId, [a], context).then(([entry]) => {
          if (entry?.[1] !== null && entry?.[1] !== undefined) throw entry[1];
        }),
      ]);
      expect(
        words.every((word) => ['ok', 'rule.invalid', 'segment.in_use', 'not_found'].includes(word)),
      ).toBe(true);
    }
    await expectSound();
  });

  it('two edits at once make no circle', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [a, b, c] = [await create(`A${round}`), await create(`B${round}`), await create(`C${round}`)];
      const words = await outcomes([
        setRule(a, memberOf(b)),
        setRule(b, memberOf(c)),
        setRule(c, memberOf(a)),
      ]);
      expect(tally(words)).toEqual({ ok: 2, 'rule.invalid': 1 });
    }
    await expectSound();
  });

  it('edits at once make no chain longer than five', async () => {
    const ids = await Promise.all(times(10, (index) => create(`S${index}`)));
    const links = times(9, (index) => setRule(ids[index] ?? 0, memberOf(ids[index + 1] ?? 0)));
    const words = await outcomes(links);
    expect(words.filter((word) => word === 'rule.invalid').length).toBeGreaterThan(0);
    await expectSound();
  });

  it('an attribute is either mentioned or gone', async () => {
    for (let round = 0; round < 6; round += 1) {
      const name = `race${round}`;
      await database.sql`insert into attributes (workspace_id, name, label, type, origin) values (${world.workspaceId}, ${name}, ${name}, 'text', 'custom')`;
      await bumpCatalogVersion(database.db, world.workspaceId);
      const rule = { match: 'all', conditions: [{ kind: 'attribute', attribute: name, operator: 'is_set' }] };
      const deletion = clients.db.transaction(async (tx) => {
        await lockCatalog(tx, world.workspaceId);
        await tx.execute(sql`delete from attributes a where workspace_id = ${world.workspaceId} and name = ${name}
          and not exists (select from segment_mentions m where m.kind = 'attribute' and m.mentioned_id = a.id)`);
        await bumpCatalogVersion(tx, world.workspaceId);
      });
      const words = await outcomes([
        create(`X${round}`, rule),
        create(`Y${round}`, rule),
        deletion,
        create(`Z${round}`, rule),
      ]);
      expect(words.every((word) => ['ok', 'rule.invalid'].includes(word))).toBe(true);
    }
    await expectSound();
  });

  it('one of many edits on one version lands', async () => {
    const id = await create('One');
    const words = await outcomes(
      times(12, (index) =>
        updateSegment(
          clients.db,
          world.workspaceId,
          id,
          { rule: cityIs(`City ${index}`) },
          { ...context, ifMatch: 1 },
        ),
      ),
    );
    expect(tally(words)).toEqual({ ok: 1, 'precondition.failed': 11 });
  });
});
