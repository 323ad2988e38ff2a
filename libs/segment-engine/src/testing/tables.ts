import { sql, type SQL } from 'drizzle-orm';
import { SLOTS, type SlotKind } from '../catalog/slot.ts';
import type { PersonFacts } from '../evaluate/person.ts';

/** Runs one statement on the connection that holds the tables. */
export type Execute = (statement: SQL) => PromiseLike<unknown>;

const SLOT_TYPES: Readonly<Record<SlotKind, string>> = { n: 'float8', b: 'boolean', t: 'text' };

/** Makes the tables that compiled rules read, as temporary ones of the connection, with the columns that matter to rules. */
export async function createPeopleTables(execute: Execute): Promise<void> {
  const slots = Object.entries(SLOTS).flatMap(([kind, number]) =>
    Array.from({ length: number }, (_, index) => `${kind}${index + 1} ${SLOT_TYPES[kind as SlotKind]}`),
  );
  for (const table of [
    'person_facts (workspace_id int, person_id bigint, facts jsonb, created_at timestamptz, updated_at timestamptz, primary key (workspace_id, person_id))',
    `person_slots (workspace_id int, person_id bigint, created_at timestamptz, updated_at timestamptz, ${slots.join(', ')}, primary key (workspace_id, person_id))`,
    'persons (workspace_id int, id bigint, last_seen_at timestamptz, primary key (workspace_id, id))',
    'events (workspace_id int, id bigint, event_id int, person_id bigint, occurred_at timestamptz, facts jsonb)',
  ]) {
    await execute(sql.raw(`create temp table ${table}`));
  }
}

/**
 * Replaces all people in the tables by these, in workspace 1. Workspace 2 gets the same people under other ids, so that a
 * missing wall doubles every count.
 */
export async function storePeople(execute: Execute, people: readonly PersonFacts[]): Promise<void> {
  await execute(sql`truncate person_facts, person_slots, persons, events`);
  for (const workspace of [1, 2]) {
    const id = (person: PersonFacts): number => person.id + (workspace - 1) * 1_000_000;
    const rows = people.map((person) => ({
      workspace,
      id: id(person),
      facts: person.facts,
      created: iso(person.createdAt),
      updated: iso(person.updatedAt),
      seen: iso(person.lastSeenAt),
    }));
    await execute(
      sql`insert into person_facts select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(workspace int, id bigint, facts jsonb, created timestamptz, updated timestamptz)`,
    );
    await execute(
      sql`insert into persons select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(workspace int, id bigint, seen timestamptz)`,
    );
    const events = people.flatMap((person) =>
      person.events.map(({ id: eventId, event, occurredAt, facts }) => ({
        workspace,
        id: eventId,
        event,
        person: id(person),
        at: iso(occurredAt),
        facts,
      })),
    );
    await execute(
      sql`insert into events select * from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r(workspace int, id bigint, event int, person bigint, at timestamptz, facts jsonb)`,
    );
  }
  await execute(
    sql`insert into person_slots select s.* from person_facts f, jsonb_populate_record(null::person_slots, f.facts || jsonb_build_object('workspace_id', f.workspace_id, 'person_id', f.person_id, 'created_at', f.created_at, 'updated_at', f.updated_at)) s`,
  );
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
