import { createOwner, type NewOwner } from '../access/accounts.repository.ts';
import type { Transactional } from '../client/transaction.ts';

/** Makes an account that can sign in to a workspace. Throws when the e-mail address is taken. */
export async function createTestOwner(db: Transactional, owner: NewOwner): Promise<void> {
  const made = await createOwner(db, owner, { now: new Date() });
  if (made === null) throw new Error(`${owner.email} exists already.`);
}
