import { sql } from 'drizzle-orm';
import type { EventFacts, Fact } from '@satsuma/segment-engine';
import type { WorkspaceCatalog } from '../catalog/index.ts';
import type { Executor } from '../client/client.ts';
import { TIMELINE_ONLY } from '../events/event-properties.ts';
import { wireValue } from '../persons/person-record.ts';

/** An event as people see it. */
export interface ShownEvent {
  readonly id: number;
  readonly occurredAt: Date;
  /** By name, in their wire form. */
  readonly properties: Record<string, unknown>;
}

interface StoredEvent extends Record<string, unknown> {
  readonly id: number;
  readonly event_id: number;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly originals: Readonly<Record<string, unknown>> | null;
}

/** Events of one person in the spelling that people gave them, in the given order; those that are gone are left out. */
export async function shownEvents(
  db: Executor,
  { workspaceId, eventsById }: WorkspaceCatalog,
  personId: number,
  events: readonly EventFacts[],
): Promise<ShownEvent[]> {
  if (events.length === 0) return [];
  const names = [...new Set(events.map(({ event }) => event))];
  const rows = await db.execute<StoredEvent>(sql`
    select id, event_id, facts, originals from events
    where workspace_id = ${workspaceId} and person_id = ${personId}
      and event_id = any(${list(names)}::int[]) and id = any(${list(events.map(({ id }) => id))}::bigint[])`);
  const found = new Map(rows.map((row) => [row.id, row]));
  return events.flatMap(({ id, occurredAt }) => {
    const row = found.get(id);
    if (row === undefined) return [];
    const definitions = eventsById.get(row.event_id)?.properties ?? [];
    const properties: Record<string, unknown> = {};
    for (const property of definitions) {
      const value = wireValue(property, row.facts[property.id], row.originals?.[property.id]);
      if (value !== undefined) properties[property.name] = value;
    }
    Object.assign(properties, row.originals?.[TIMELINE_ONLY]);
    return [{ id, occurredAt: new Date(occurredAt), properties }];
  });
}

const list = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;
