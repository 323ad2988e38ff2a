import { eq } from 'drizzle-orm';
import { foldText } from '@satsuma/segment-engine';
import type { Executor } from '../client/client.ts';
import { accounts } from '../schema/index.ts';

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
