import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';

/** One PostgreSQL for all tests of a run; every test file makes a database of its own on it. */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env['SATSUMA_TEST_DATABASE_URL'] !== undefined) return async () => undefined;
  const directory = mkdtempSync(join(tmpdir(), 'satsuma-test-'));
  const server = await startEmbeddedPostgres({ directory, durable: false });
  process.env['SATSUMA_TEST_DATABASE_URL'] = server.url('postgres');
  return async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
