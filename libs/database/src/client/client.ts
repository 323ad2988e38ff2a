import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from '../schema/index.ts';

export type Schema = typeof schema;
export type Database = PostgresJsDatabase<Schema>;
/** A database or a transaction in it: what repositories work on. */
export type Executor = Pick<
  Database,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'
>;

export interface Connection {
  readonly db: Database;
  readonly sql: postgres.Sql<{ bigint: number }>;
  /** Waits for running statements, at most five seconds. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Largest number of connections; 10 when absent. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly name?: string;
}

/** Counts and ids are far below 2^53, so `int8` comes as a number. */
const int8 = { to: 20, from: [20], serialize: String, parse: Number };

/** Opens a pool. Nothing is sent before the first statement. */
export function connect(
  databaseUrl: string,
  { max = 10, name = 'satsuma' }: ConnectOptions = {},
): Connection {
  const sql = postgres(databaseUrl, {
    max,
    types: { bigint: int8 },
    connection: { application_name: name, TimeZone: 'UTC' },
    onnotice: () => undefined,
  });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}
