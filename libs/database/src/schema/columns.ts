import { bigint, integer, timestamp } from 'drizzle-orm/pg-core';

/** An instant, cut to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

export const workspaceId = () => integer('workspace_id').notNull();

/** Ids come from one sequence a table, so they are unique in the instance and never used again. */
export const identity = () => bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().notNull();

export const reference = (name: string) => bigint(name, { mode: 'number' });
