import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import type { Fact } from '@satsuma/segment-engine';
import { identity, instant, reference, workspaceId } from './columns.ts';

/**
 * What changes with every event lies here, narrow; what rules read lies in `person_facts`, wide.
 * So an event rewrites a hundred bytes and not the whole person.
 */
export const persons = pgTable(
  'persons',
  {
    workspaceId: workspaceId(),
    id: identity(),
    externalId: text('external_id'),
    type: text('type', { enum: ['customer', 'lead'] }).notNull(),
    createdAt: instant('created_at').notNull(),
    /** Time of the newest event. Not indexed, so that its updates stay within the page. */
    lastSeenAt: instant('last_seen_at'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const personFacts = pgTable(
  'person_facts',
  {
    workspaceId: workspaceId(),
    personId: reference('person_id').notNull(),
    /** What rules compare, folded, by attribute id, and `externalId`, `type`, `email`, `phone`, `tags`. Missing is absent. */
    facts: jsonb('facts').$type<Record<string, Fact>>().notNull(),
    /** The spelling that people see, under the same keys, where it differs from the fact. */
    originals: jsonb('originals').$type<Record<string, unknown>>().notNull(),
    /** Folded names, addresses, numbers and external id, a line each, for the search box. */
    search: text('search').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.personId] })],
);

/** Every identifier and whom it points at: external ids as they are, e-mails folded, phones in E.164. */
export const personIdentifiers = pgTable(
  'person_identifiers',
  {
    workspaceId: workspaceId(),
    kind: text('kind', { enum: ['externalId', 'email', 'phone'] }).notNull(),
    value: text('value').notNull(),
    personId: reference('person_id').notNull(),
    /** As the person spelled it. */
    original: text('original').notNull(),
    position: smallint('position').notNull(),
    /** True for the external id of a merged person: it still resolves and is not given out again. */
    alias: boolean('alias').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.kind, table.value] }),
    index('person_identifiers_person').on(table.workspaceId, table.personId),
  ],
);

/** Ids of merged people, which go on resolving to the survivor. */
export const personAliases = pgTable(
  'person_aliases',
  {
    workspaceId: workspaceId(),
    id: reference('id').notNull(),
    personId: reference('person_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('person_aliases_person').on(table.workspaceId, table.personId),
  ],
);

export const events = pgTable(
  'events',
  {
    workspaceId: workspaceId(),
    /** Rises in order of receipt. */
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity({ cache: 1 }).notNull(),
    eventId: integer('event_id').notNull(),
    personId: reference('person_id').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    /** What rules compare, folded, by property id. */
    facts: jsonb('facts').$type<Record<string, Fact>>().notNull(),
    /** Spellings that differ, by property id, and under `$` by name what is kept for the timeline only. */
    originals: jsonb('originals').$type<Record<string, unknown>>(),
  },
  (table) => [index('events_person').on(table.workspaceId, table.personId, table.eventId, table.occurredAt)],
);

const uuid = customType<{ data: string }>({ dataType: () => 'uuid' });

/** Hashes of the event ids ever accepted; they outlive the person, so that a retry stays a duplicate. */
export const eventKeys = pgTable(
  'event_keys',
  { workspaceId: workspaceId(), hash: uuid('hash').notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.hash] })],
);
