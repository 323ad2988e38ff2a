import { eq } from 'drizzle-orm';
import { foldText } from '@satsuma/segment-engine';
import type { Executor } from '../client/client.ts';
import { inTransaction, type Transactional } from '../client/transaction.ts';
import { accounts, members } from '../schema/index.ts';
import { recordAudit } from './audit.repository.ts';
import { hashPassword } from './password.ts';

export type AccountRow = Omit<typeof accounts.$inferSelect, 'emailFolded'>;

/** The account that signs in with an e-mail address, however it is spelled. */
export async function findAccount(db: Executor, email: string): Promise<AccountRow | null> {
  const [row] = await db
    .select({
      id: accounts.id,
      email: accounts.email,
      passwordHash: accounts.passwordHash,
      createdAt: accounts.createdAt,
    })
    .from(accounts)
    .where(eq(accounts.emailFolded, foldText(email)));
  return row ?? null;
}

export interface NewOwner {
  readonly workspaceId: number;
  readonly email: string;
  readonly password: string;
}

/** Makes an account that owns a workspace. Null when somebody signs in with the address already. */
export async function createOwner(
  db: Transactional,
  { workspaceId, email, password }: NewOwner,
  { now }: { readonly now: Date },
): Promise<{ readonly accountId: number } | null> {
  const passwordHash = await hashPassword(password);
  return inTransaction(db, async (tx) => {
    const [account] = await tx
      .insert(accounts)
      .values({ email, emailFolded: foldText(email), passwordHash, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: accounts.id });
    if (account === undefined) return null;
    await tx.insert(members).values({ workspaceId, accountId: account.id, role: 'owner', createdAt: now });
    await recordAudit(tx, {
      workspaceId,
      actor: 'instance',
      action: 'member.added',
      subject: `account:${account.id}`,
      details: { email, role: 'owner' },
      at: now,
    });
    return { accountId: account.id };
  });
}
