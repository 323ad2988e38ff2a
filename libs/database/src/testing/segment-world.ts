import type { Database } from '../client/client.ts';
import { trackEvents } from '../events/index.ts';
import { upsertPersons } from '../persons/index.ts';
import { attributes, eventDefinitions, eventProperties, workspaces } from '../schema/index.ts';

/** A workspace with attributes `city`, `points`, `nick` and an event `purchase` (`category`, `amount`), and people put in bare. */
export interface SegmentWorld {
  readonly workspaceId: number;
  readonly attributeIds: Readonly<Record<'city' | 'points' | 'nick', number>>;
  readonly eventId: number;
  readonly propertyIds: Readonly<Record<'category' | 'amount', number>>;
}

export async function createSegmentWorld(db: Database, name = 'Test'): Promise<SegmentWorld> {
  const [workspace] = await db.insert(workspaces).values({ name, timeZone: 'UTC' }).returning();
  const workspaceId = workspace?.id ?? 0;
  const attribute = async (one: string, type: 'text' | 'integer'): Promise<number> => {
    const values = { workspaceId, name: one, label: one, type, origin: 'custom' as const };
    const [row] = await db.insert(attributes).values(values).returning();
    return row?.id ?? 0;
  };
  const [event] = await db
    .insert(eventDefinitions)
    .values({ workspaceId, name: 'purchase', label: 'Purchase' })
    .returning();
  const eventId = event?.id ?? 0;
  const property = async (one: string, type: 'text' | 'decimal'): Promise<number> => {
    const values = { workspaceId, eventId, name: one, label: one, type };
    const [row] = await db.insert(eventProperties).values(values).returning();
    return row?.id ?? 0;
  };
  return {
    workspaceId,
    attributeIds: {
      city: await attribute('city', 'text'),
      points: await attribute('points', 'integer'),
      nick: await attribute('nick', 'text'),
    },
    eventId,
    propertyIds: {
      category: await property('category', 'text'),
      amount: await property('amount', 'decimal'),
    },
  };
}

/**
 * Adds `count` people: the n-th, from 1, has `points` n, `city` Zagreb when n is odd and Split when it is even, external id
 * `p<n>` and n % 4 purchases of 10 each in the days before 2026-06-01. Returns their ids in this order.
 */
export async function addPeople(
  db: Database,
  { workspaceId }: SegmentWorld,
  count: number,
): Promise<number[]> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const now = new Date('2026-06-01T00:00:00Z');
  const people = numbers.map((n) => ({
    externalId: `p${n}`,
    attributes: { points: n, city: n % 2 === 1 ? 'Zagreb' : 'Split' },
  }));
  const outcomes = await upsertPersons(db, workspaceId, people, { now });
  const bought = numbers.flatMap((n) =>
    Array.from({ length: n % 4 }, (_, index) => ({
      name: 'purchase',
      person: { externalId: `p${n}` },
      occurredAt: new Date(now.getTime() - (index + 1) * 86_400_000).toISOString(),
      properties: { amount: 10, category: 'Shoes' },
    })),
  );
  await trackEvents(db, workspaceId, bought, { now });
  return outcomes.map((outcome) => (outcome.status === 'failed' ? 0 : outcome.id));
}

export const cityIs = (value: string) => ({
  match: 'all',
  conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value }],
});

export const pointsAtLeast = (value: number) => ({
  match: 'all',
  conditions: [{ kind: 'attribute', attribute: 'points', operator: 'at_least', value }],
});

export const memberOf = (...segments: readonly number[]) => ({
  match: 'all',
  conditions: segments.map((segment) => ({ kind: 'segment', segment, operator: 'member' })),
});

export const everyone = { match: 'all', conditions: [{ kind: 'everyone' }] };
