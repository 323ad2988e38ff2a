import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { serverUser, spawnServer, type ServerUser } from './postgres/binaries.ts';
import { postgresSettings } from './postgres/settings.ts';
import { commandOf } from './processes/process-table.ts';
import { Problem } from './problem.ts';

export interface EmbeddedServer {
  readonly port: number;
  /** Address of a database on it, as its superuser. */
  url(database: string): string;
  /** Resolves when the server has gone without having been asked to. */
  readonly died: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the data; made when missing. */
  readonly directory: string;
  /** False for tests: faster, and what a crash of the machine would lose does not matter. */
  readonly durable: boolean;
  /** A free port when absent. */
  readonly port?: number;
}

const USER = 'satsuma';
/** The major version of the server in the npm package. */
const VERSION = '18';
const START_MS = 60_000;
const STOP_MS = 20_000;
const LOG_BYTES = 10_000_000;

/**
 * Starts the PostgreSQL that comes inside the npm package on a port of the loopback interface.
 * A server that an earlier, killed run left on the same data is stopped first.
 */
export async function startEmbeddedPostgres({
  directory,
  durable,
  port = undefined,
}: EmbeddedOptions): Promise<EmbeddedServer> {
  mkdirSync(directory, { recursive: true });
  const user = serverUser();
  // As root the server runs under another user, who must be able to pass through to its data.
  if (user !== null) chmodSync(directory, statSync(directory).mode | 0o711);
  const data = resolve(directory, 'cluster');
  const password = passwordOf(directory);
  await stopLeftover(data);
  await makeCluster(data, { directory, durable }, password, user);
  const listening = port ?? (await freePort());
  const log = join(directory, 'postgres.log');
  const server = runServer(data, log, listening, durable, user);
  await untilReady(server, data, log);
  let asked = false;
  const gone = new Promise<void>((done) => server.once('exit', () => done()));
  return {
    port: listening,
    url: (database) => `postgres://${USER}:${password}@127.0.0.1:${listening}/${database}`,
    died: gone.then(() => (asked ? new Promise<void>(() => undefined) : undefined)),
    stop: async () => {
      asked = true;
      if (server.exitCode === null && server.signalCode === null) await stopServer(server, gone);
    },
  };
}

/** Makes the files of a new server. They take their place when they are complete. */
async function makeCluster(
  data: string,
  { directory, durable }: EmbeddedOptions,
  password: string,
  user: ServerUser | null,
): Promise<void> {
  if (existsSync(data)) {
    checkCluster(data);
    return;
  }
  const draft = `${data}.new`;
  const passwordFile = `${draft}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== null) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
  const args = [
    `--pgdata=${draft}`,
    '--auth=scram-sha-256',
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ];
  const initdb = spawnServer('initdb', args, { user, data, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  initdb.stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()));
  const code = await new Promise((done) => initdb.once('close', done).once('error', done));
  rmSync(passwordFile, { force: true });
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Problem(`PostgreSQL could not make its files in ${directory}: ${lastLine(complaint)}`);
  }
  renameSync(draft, data);
}

function checkCluster(data: string): void {
  const file = join(data, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  if (version === VERSION) return;
  throw new Problem(
    version === null
      ? `${data} is not a PostgreSQL data folder any more: move it away to begin anew, or put it back from a copy.`
      : `${data} belongs to PostgreSQL ${version} and this is ${VERSION}: move it away to begin anew, or set DATABASE_URL.`,
  );
}

function runServer(
  data: string,
  log: string,
  port: number,
  durable: boolean,
  user: ServerUser | null,
): ChildProcess {
  if (existsSync(log) && statSync(log).size > LOG_BYTES) renameSync(log, `${log}.1`);
  const out = openSync(log, 'a', 0o600);
  const settings = postgresSettings(durable).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawnServer('postgres', ['-D', data, '-p', String(port), ...settings], {
    user,
    data,
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  return server;
}

/** The server writes `ready` into its pid file when it takes connections. */
async function untilReady(server: ChildProcess, data: string, log: string): Promise<void> {
  const start = statSync(log).size;
  const file = join(data, 'postmaster.pid');
  const isReady = (): boolean =>
    existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready';
  let failed: string | null = null;
  server.once('error', (error) => (failed = error.message));
  for (let waited = 0; waited < START_MS; waited += 25) {
    if (isReady()) return;
    if (failed !== null || server.exitCode !== null || server.signalCode !== null) {
      const said = readFileSync(log).subarray(start).toString();
      throw new Problem(
        `PostgreSQL does not start on ${data}: ${failed ?? fatalLine(said)} (more in ${log}). Move the folder away to begin anew.`,
      );
    }
    await pause(25);
  }
  server.kill('SIGQUIT');
  throw new Problem(`PostgreSQL on ${data} is not ready after ${START_MS / 1000} s; see ${log}.`);
}

async function stopServer(server: ChildProcess, gone: Promise<void>): Promise<void> {
  server.kill('SIGINT');
  const slow = setTimeout(() => server.kill('SIGQUIT'), STOP_MS);
  await gone;
  clearTimeout(slow);
}

function passwordOf(directory: string): string {
  const file = join(directory, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Asks the server whose pid lies in the data folder to stop, and waits until it is gone. */
async function stopLeftover(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const runs = (): boolean => commandOf(pid)?.includes('postgres') ?? false;
  if (!runs()) {
    rmSync(file, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < STOP_MS && runs(); waited += 100) await pause(100);
  if (runs())
    throw new Problem(`PostgreSQL of an earlier run (process ${pid}) does not stop; please end it.`);
}

const pause = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds));

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

function fatalLine(text: string): string {
  const line = text.split('\n').findLast((one) => /\b(FATAL|PANIC)\b/.test(one)) ?? lastLine(text);
  return line.replace(/^.*?\b(FATAL|PANIC):\s*/, '');
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port could be found.');
  return address.port;
}
