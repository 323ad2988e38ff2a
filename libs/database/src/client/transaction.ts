import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Executor } from './client.ts';

/** A database, or a transaction in which a further one is a savepoint. */
export type Transactional = Executor & Pick<Database, 'transaction'>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Thrown inside a transaction when another one changed first what this one had read: it is run again from the start. */
export class LostRace extends Error {
  override readonly name = 'LostRace';
}

const ATTEMPTS = 12;
/** Deadlock, serialization failure, unique violation: what a second run resolves. */
const TRANSIENT = new Set(['40P01', '40001', '23505']);

/**
 * Runs a transaction, and runs it again as a whole when it lost a race against another one. Nothing of a lost run remains.
 * The work must be safe to repeat: it may change nothing outside the transaction.
 */
export async function inTransaction<T>(db: Transactional, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isLostRace(error)) throw error;
      await pause(Math.random() * 5 * 2 ** Math.min(attempt, 6));
    }
  }
}

function isLostRace(error: unknown): boolean {
  if (error instanceof LostRace) return true;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && TRANSIENT.has(cause.code)) return true;
  }
  return false;
}
