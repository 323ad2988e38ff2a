import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';
import type { Connection } from '../client/client.ts';

/** A transaction whose statements are run by `runBounded`. */
export type BoundedTransaction = postgres.TransactionSql<{ bigint: number }>;

export interface Bounds {
  /** Longest time for one statement in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the statement in the database when it fires; what waits for it then gets the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** A statement ran into its limit of time. */
export class StatementTimeout extends Error {
  constructor(timeoutMs: number) {
    super(`a statement took longer than ${timeoutMs} ms`);
    this.name = 'StatementTimeout';
  }
}

const dialect = new PgDialect();

/** Memory for one sort or hash. */
const WORK_MEMORY = '64MB';

/** A transaction whose statements are bounded in time and stop when the process on the other end dies. */
export async function bounded<T>(
  { sql }: Connection,
  access: 'read only' | 'read write',
  { timeoutMs, signal }: Bounds,
  work: (transaction: BoundedTransaction) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const result = await sql.begin(access, async (transaction) => {
    await transaction.unsafe(settings(timeoutMs));
    return work(transaction);
  });
  return result as T;
}

/** Only some systems can tell while a statement runs that its client is gone. */
const settings = (timeoutMs: number): string => `
  set local statement_timeout = ${Math.ceil(timeoutMs)};
  set local work_mem = '${WORK_MEMORY}';
  set local jit = off;
  select case when version() like '%linux%' then set_config('client_connection_check_interval', '1000', true) end`;

/** Runs one statement. Throws `StatementTimeout`, or the reason of the signal. */
export async function runBounded<R extends object>(
  transaction: BoundedTransaction,
  statement: SQL,
  { timeoutMs, signal }: Bounds,
): Promise<R[]> {
  signal?.throwIfAborted();
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const query = transaction.unsafe<R[]>(text, params as never[]);
  const cancel = (): void => query.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return [...(await query)];
  } catch (error) {
    signal?.throwIfAborted();
    if (isCancellation(error)) throw new StatementTimeout(timeoutMs);
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

const isCancellation = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';
