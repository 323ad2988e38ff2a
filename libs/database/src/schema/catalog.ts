import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { FieldDefinition, FieldType, ValueType } from '@satsuma/segment-engine';
import { instant, workspaceId } from './columns.ts';

const wording = {
  label: text('label').notNull(),
  description: text('description').notNull().default(''),
  synonyms: text('synonyms').array().notNull().default([]),
};

/**
 * Attributes of people. `key` is where the value lies in `person_facts.facts`: a deleted attribute's values are out of sight
 * with its row, and the name may come back with another type.
 */
export const attributes = pgTable(
  'attributes',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: workspaceId(),
    /** Given by a trigger and never changed: a free slot such as `t3` (see `person_slots`), else the id. Not used again before it is cleared. */
    key: text('key').notNull().default(''),
    name: text('name').notNull(),
    ...wording,
    type: text('type').$type<ValueType>().notNull(),
    sensitive: boolean('sensitive').notNull().default(false),
    /** Only for `objects`. */
    fields: jsonb('fields').$type<FieldDefinition[]>(),
    origin: text('origin', { enum: ['standard', 'custom'] }).notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('attributes_name').on(table.workspaceId, table.name),
    uniqueIndex('attributes_key').on(table.workspaceId, table.key),
  ],
);

/** Events by name. The id stands for the name in `events.event_id`. */
export const eventDefinitions = pgTable(
  'event_definitions',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    ...wording,
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('event_definitions_name').on(table.workspaceId, table.name)],
);

/** Properties of events. The id is the key of the value in `events.facts`. */
export const eventProperties = pgTable(
  'event_properties',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: workspaceId(),
    eventId: integer('event_id').notNull(),
    name: text('name').notNull(),
    ...wording,
    type: text('type').$type<FieldType>().notNull(),
    sensitive: boolean('sensitive').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('event_properties_name').on(table.workspaceId, table.eventId, table.name),
    index('event_properties_event').on(table.eventId),
  ],
);

/** Deleted attributes and events whose values still lie in people and events; a job clears them away. */
export const catalogRemovals = pgTable(
  'catalog_removals',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: workspaceId(),
    kind: text('kind', { enum: ['attribute', 'event'] }).notNull(),
    /** Key of the attribute, or id of the event definition. */
    key: text('key').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [index('catalog_removals_workspace').on(table.workspaceId)],
);
