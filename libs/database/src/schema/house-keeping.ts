import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { identity, instant, reference, workspaceId } from './columns.ts';

/** Who changed what: a row for every change of segments, keys and settings. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: identity().primaryKey(),
    workspaceId: workspaceId(),
    at: instant('at').notNull().defaultNow(),
    /** Such as `account:3`, `key:12` or `instance`. */
    actor: text('actor').notNull(),
    /** Such as `segment.created`. */
    action: text('action').notNull(),
    /** Such as `segment:7`. */
    subject: text('subject').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('audit_log_workspace').on(table.workspaceId, table.id)],
);

/** Replies kept for 24 h so that a repeated POST with the same key does nothing twice. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    workspaceId: workspaceId(),
    route: text('route').notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    /** Null while the first request runs. */
    status: integer('status'),
    reply: jsonb('reply').$type<unknown>(),
    /** People that the reply speaks of, so that deleting one deletes it too. */
    personIds: reference('person_ids').array(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.route, table.key] }),
    index('idempotency_keys_age').on(table.createdAt),
  ],
);
