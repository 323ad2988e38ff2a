import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import { accounts, members, sessions, workspaces } from '../schema/index.ts';
import { hashSecret, newSecret } from './secret.ts';

export type Role = (typeof members.$inferSelect)['role'];

/** Who is signed in, and where. */
export interface SessionRow {
  readonly workspaceId: number;
  readonly workspaceName: string;
  readonly timeZone: string;
  readonly strict: boolean;
  readonly accountId: number;
  readonly email: string;
  readonly role: Role;
  readonly csrfToken: string;
}

export interface OpenedSession extends SessionRow {
  /** The secret of the cookie; only its hash is stored. */
  readonly token: string;
}

/** Opens a session in the account's oldest workspace. Null when the account belongs to none. */
export async function openSession(
  db: Executor,
  accountId: number,
  { now, expiresAt }: { readonly now: Date; readonly expiresAt: Date },
): Promise<OpenedSession | null> {
  const [home] = await db
    .select({ workspaceId: members.workspaceId })
    .from(members)
    .where(eq(members.accountId, accountId))
    .orderBy(asc(members.workspaceId))
    .limit(1);
  if (home === undefined) return null;
  const token = newSecret();
  const values = {
    ...home,
    accountId,
    tokenHash: hashSecret(token),
    csrfToken: newSecret(),
    createdAt: now,
    expiresAt,
  };
  await db.insert(sessions).values(values);
  const session = await findSession(db, token, now);
  return session === null ? null : { ...session, token };
}

/** The session of a cookie; null when there is none, it has expired, or the account is no member any more. */
export async function findSession(db: Executor, token: string, now: Date): Promise<SessionRow | null> {
  const [row] = await db
    .select({
      workspaceId: sessions.workspaceId,
      workspaceName: workspaces.name,
      timeZone: workspaces.timeZone,
      strict: workspaces.strict,
      accountId: sessions.accountId,
      email: accounts.email,
      role: members.role,
      csrfToken: sessions.csrfToken,
    })
    .from(sessions)
    .innerJoin(workspaces, eq(workspaces.id, sessions.workspaceId))
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .innerJoin(
      members,
      and(eq(members.workspaceId, sessions.workspaceId), eq(members.accountId, sessions.accountId)),
    )
    .where(and(eq(sessions.tokenHash, hashSecret(token)), gt(sessions.expiresAt, now)));
  return row ?? null;
}

export async function closeSession(db: Executor, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hashSecret(token)));
}

export async function clearExpiredSessions(db: Executor, now: Date): Promise<void> {
  await db.delete(sessions).where(lte(sessions.expiresAt, now));
}
