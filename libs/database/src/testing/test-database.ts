import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { connect, type Connection } from '../client/client.ts';
import { migrate } from '../client/migrate.ts';

export interface TestDatabase extends Connection {
  readonly url: string;
  /** Closes the connection and drops the database. */
  drop(): Promise<void>;
}

const TEMPLATE = 'satsuma_template';
const TEMPLATE_LOCK = 7_318_202;

/**
 * A migrated database of its own on the server at `SATSUMA_TEST_DATABASE_URL`, copied from a template that is migrated once a server.
 * Throws when the variable is missing: tests of the database never pass without one.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env['SATSUMA_TEST_DATABASE_URL'];
  if (server === undefined)
    throw new Error('SATSUMA_TEST_DATABASE_URL is not set: run the tests through npm test');
  const name = `satsuma_test_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    await admin`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    const [template] = await admin`select 1 from pg_database where datname = ${TEMPLATE}`;
    if (template === undefined) await createTemplate(admin, server);
    await admin.unsafe(`create database ${name} template ${TEMPLATE}`);
  } finally {
    await admin.end();
  }
  const url = withDatabase(server, name);
  const connection = connect(url);
  return { ...connection, url, drop: () => dropDatabase(server, name, connection) };
}

async function createTemplate(admin: postgres.Sql, server: string): Promise<void> {
  // Renamed when it is ready, so that a killed run leaves no half-made template behind.
  const draft = `${TEMPLATE}_draft`;
  await admin.unsafe(`drop database if exists ${draft}`);
  await admin.unsafe(`create database ${draft}`);
  await migrate(withDatabase(server, draft));
  await admin.unsafe(`alter database ${draft} rename to ${TEMPLATE}`);
}

async function dropDatabase(server: string, name: string, connection: Connection): Promise<void> {
  await connection.close();
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
  } finally {
    await admin.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
