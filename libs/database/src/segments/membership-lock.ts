import { sql, type SQL } from 'drizzle-orm';

/*
 * Who writes memberships found people a moment ago; who removes people must not slip in between. Writers share a lock of the
 * workspace, removers of people hold it alone; both until their transaction ends. A writer then sees who is gone, and a remover
 * sees every membership that was written.
 */

const key = (workspaceId: number): SQL => sql`hashtextextended(${`memberships:${workspaceId}`}, 0)`;

/** For whoever writes memberships: before the statement that looks at who exists. */
export const shareMemberships = (workspaceId: number): SQL =>
  sql`select pg_advisory_xact_lock_shared(${key(workspaceId)})`;

/** For whoever removes people: before their memberships are removed. */
export const holdMemberships = (workspaceId: number): SQL =>
  sql`select pg_advisory_xact_lock(${key(workspaceId)})`;
