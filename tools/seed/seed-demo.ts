import { createSegment, type Connection } from '@satsuma/database';
import { sayProgress, type Say } from '../progress.ts';
import { DEMO_SEGMENTS } from './demo-segments.ts';
import { seedShop } from './seed-shop.ts';

const DEMO = { seed: 1, people: 20_000, events: 400_000 } as const;
const SEEDED = 'demo.seeded';

/** Fills a workspace with the demo shop and its example segments; what of it is there already is left as it is. */
export async function seedDemo(
  { connection, now, say }: { readonly connection: Connection; readonly now: Date; readonly say: Say },
  workspaceId: number,
): Promise<void> {
  const { sql, db } = connection;
  const [done] =
    await sql`select 1 from audit_log where workspace_id = ${workspaceId} and action = ${SEEDED}`;
  if (done === undefined) {
    say(
      `Making the demo shop: ${DEMO.people.toLocaleString('en')} people, about ${DEMO.events.toLocaleString('en')} events …`,
    );
    await seedShop(connection, {
      workspaceId,
      size: { ...DEMO, now: now.getTime() },
      onProgress: sayProgress(say, 'people and events'),
      // In the same transaction as the data, so that the shop is never there twice.
      finish: async (tx) => {
        await tx`insert into audit_log (workspace_id, actor, action, subject, details)
          values (${workspaceId}, 'instance', ${SEEDED}, ${`workspace:${workspaceId}`}, '{}'::jsonb)`;
      },
    });
  }
  const taken = await sql<{ name: string }[]>`select name from segments where workspace_id = ${workspaceId}`;
  for (const segment of DEMO_SEGMENTS) {
    if (taken.some(({ name }) => name === segment.name)) continue;
    await createSegment(db, workspaceId, segment, { actor: 'instance', now });
  }
}
