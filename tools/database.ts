import { connect, migrate, type Connection } from '@satsuma/database';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbeddedPostgres, type EmbeddedServer } from './embedded-postgres.ts';
import { commandOf } from './processes/process-table.ts';
import { Problem } from './problem.ts';
import { say } from './progress.ts';
import type { Settings } from './settings.ts';

const OLDEST_VERSION = 140_000;
const DATABASE = 'satsuma';
const LONGEST_PAUSE = 10_000;

export interface OpenDatabase {
  readonly url: string;
  connect(): Connection;
  /** Rejects when the built-in server is gone for good; never resolves. */
  readonly failed: Promise<never>;
  close(): Promise<void>;
}

/** The database of the settings, migrated: the given one, or the built-in one, which is started and kept running. */
export async function openDatabase({ databaseUrl, dataDir }: Settings): Promise<OpenDatabase> {
  const server = databaseUrl === null ? new KeptServer(join(dataDir, 'postgres')) : null;
  try {
    const url = databaseUrl ?? (await server?.start()) ?? '';
    await checkServer(url);
    await migrate(url);
    return {
      url,
      connect: () => connect(url, { max: 4, name: 'satsuma-start' }),
      failed: server?.failed ?? new Promise<never>(() => undefined),
      close: async () => server?.stop(),
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

/** The address of the built-in server of a data folder, if it runs. */
export function builtInAddress(dataDir: string): string | null {
  const directory = join(dataDir, 'postgres');
  const pidFile = join(directory, 'cluster', 'postmaster.pid');
  if (!existsSync(pidFile)) return null;
  const [pid = '', , , port = ''] = readFileSync(pidFile, 'utf8').split('\n');
  if (commandOf(Number(pid)) === null) return null;
  const password = readFileSync(join(directory, 'password'), 'utf8').trim();
  return `postgres://satsuma:${password}@127.0.0.1:${port.trim()}/${DATABASE}`;
}

/** Says in a sentence why a given database cannot be used. */
export async function checkServer(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    const [row] = await sql<{ version: number }[]>`
      select current_setting('server_version_num')::int as version`.catch(failed);
    if ((row?.version ?? 0) < OLDEST_VERSION)
      throw new Problem('The database at DATABASE_URL is older than PostgreSQL 14: use a newer one.');
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function failed(error: unknown): never {
  const { code = '', message } = error as Error & { code?: string };
  const sentences: Readonly<Record<string, string>> = {
    '28P01': 'The database at DATABASE_URL refuses its user or password.',
    '28000': 'The database at DATABASE_URL refuses its user or password.',
    '3D000': 'The database named in DATABASE_URL does not exist: create it first.',
  };
  throw new Problem(
    sentences[code] ??
      `The database at DATABASE_URL does not answer (${code === '' ? message : code}): is it running, and is the address right?`,
  );
}

/** The built-in server on one port for as long as this process lives, started again should it die. */
class KeptServer {
  readonly failed: Promise<never>;
  private readonly directory: string;
  private server: EmbeddedServer | null = null;
  private stopping = false;
  private fail: (error: unknown) => void = () => undefined;

  constructor(directory: string) {
    this.directory = directory;
    this.failed = new Promise<never>((_, reject) => (this.fail = reject));
    this.failed.catch(() => undefined);
  }

  /** The address of its database, which is made when it is missing. */
  async start(): Promise<string> {
    this.server = await startEmbeddedPostgres({ directory: this.directory, durable: true });
    await this.makeDatabase(this.server.url('postgres'));
    void this.keep(this.server.port).catch(this.fail);
    return this.server.url(DATABASE);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.server?.stop();
  }

  private async keep(port: number): Promise<void> {
    for (let pause = 100; !this.stopping;) {
      await this.server?.died;
      if (this.stopping) return;
      say('PostgreSQL has died and is started again.');
      await new Promise((wake) => setTimeout(wake, pause));
      pause = Math.min(LONGEST_PAUSE, pause * 2);
      this.server = await startEmbeddedPostgres({ directory: this.directory, durable: true, port });
      if (this.stopping) await this.server.stop();
    }
  }

  private async makeDatabase(url: string): Promise<void> {
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    try {
      const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
      if (found === undefined) await sql`create database ${sql(DATABASE)}`;
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
