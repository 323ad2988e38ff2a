import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { CheckedRule } from '@satsuma/segment-engine';
import { identity, instant, reference, workspaceId } from './columns.ts';

export const segments = pgTable(
  'segments',
  {
    id: identity().primaryKey(),
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    nameFolded: text('name_folded').notNull(),
    description: text('description').notNull(),
    rule: jsonb('rule').$type<CheckedRule>().notNull(),
    origin: text('origin', { enum: ['predefined', 'user'] }).notNull(),
    status: text('status', { enum: ['building', 'ready', 'failed'] }).notNull(),
    /** Why the last build failed, for people to read. */
    failure: text('failure'),
    size: integer('size').notNull().default(0),
    /** Rises with every change. */
    version: integer('version').notNull().default(1),
    /** Rises with every change of the rule. */
    ruleVersion: integer('rule_version').notNull().default(1),
    /** The rule version whose people are in `memberships`; 0 before the first build. */
    builtRuleVersion: integer('built_rule_version').notNull().default(0),
    /**
     * Rises whenever the people have to be found again: with a new rule, and with a new rule of a segment that this one mentions.
     * A build that began under another number is out of date.
     */
    buildGeneration: integer('build_generation').notNull().default(1),
    buildDone: integer('build_done').notNull().default(0),
    buildTotal: integer('build_total').notNull().default(0),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    /** Such as `account:3` or `key:12`; null for predefined ones. */
    createdBy: text('created_by'),
    updatedBy: text('updated_by'),
  },
  (table) => [
    uniqueIndex('segments_name').on(table.workspaceId, table.nameFolded),
    index('segments_updated').on(table.workspaceId, table.updatedAt),
    index('segments_unbuilt').on(table.status),
  ],
);

/** What the rule of a segment mentions: what it depends on cannot be deleted under it. */
export const segmentMentions = pgTable(
  'segment_mentions',
  {
    workspaceId: workspaceId(),
    segmentId: reference('segment_id').notNull(),
    kind: text('kind', { enum: ['attribute', 'event', 'property', 'segment'] }).notNull(),
    /** Id of the attribute, event definition, event property or segment; system attributes have none and are left out. */
    mentionedId: reference('mentioned_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.segmentId, table.kind, table.mentionedId] }),
    index('segment_mentions_mentioned').on(table.workspaceId, table.kind, table.mentionedId),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    workspaceId: workspaceId(),
    segmentId: reference('segment_id').notNull(),
    personId: reference('person_id').notNull(),
    since: instant('since').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.segmentId, table.personId] }),
    index('memberships_newest').on(table.workspaceId, table.segmentId, table.since, table.personId),
    index('memberships_person').on(table.workspaceId, table.personId, table.segmentId),
  ],
);

/** Deleted segments whose memberships still lie in `memberships`; a job clears them away. */
export const segmentRemovals = pgTable(
  'segment_removals',
  {
    workspaceId: workspaceId(),
    segmentId: reference('segment_id').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.segmentId] })],
);
