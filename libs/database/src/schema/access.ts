import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { identity, instant, reference, workspaceId } from './columns.ts';

export const workspaces = pgTable('workspaces', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  /** True: unknown attributes, events and properties on the way in are errors. */
  strict: boolean('strict').notNull().default(false),
  /** Rises with every change of attributes, events, properties and segments: whoever holds a catalog of this number holds the newest. */
  catalogVersion: integer('catalog_version').notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const accounts = pgTable(
  'accounts',
  {
    id: identity().primaryKey(),
    email: text('email').notNull(),
    emailFolded: text('email_folded').notNull(),
    /** scrypt, with its parameters and salt in front. */
    passwordHash: text('password_hash').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('accounts_email').on(table.emailFolded)],
);

export const members = pgTable(
  'members',
  {
    workspaceId: workspaceId(),
    accountId: reference('account_id').notNull(),
    role: text('role', { enum: ['owner', 'editor', 'viewer'] }).notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.accountId] }),
    index('members_account').on(table.accountId),
  ],
);

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the cookie's secret. */
    tokenHash: text('token_hash').primaryKey(),
    workspaceId: workspaceId(),
    accountId: reference('account_id').notNull(),
    csrfToken: text('csrf_token').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('sessions_expiry').on(table.expiresAt),
    index('sessions_account').on(table.workspaceId, table.accountId),
  ],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: identity().primaryKey(),
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    scopes: text('scopes').array().notNull(),
    prefix: text('prefix').notNull(),
    /** SHA-256 of the key, which is random enough to need no salt. */
    keyHash: text('key_hash').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [
    uniqueIndex('api_keys_hash').on(table.keyHash),
    index('api_keys_workspace').on(table.workspaceId, table.id),
  ],
);
