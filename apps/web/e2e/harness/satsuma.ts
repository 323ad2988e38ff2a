import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient, createWorkspace, type Client } from '@satsuma/contracts';
import { createTestDatabase, createTestOwner } from '@satsuma/database/testing';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const READY_MS = 60_000;
const STOP_MS = 10_000;

export const OWNER = { email: 'owner@example.com', password: 'a long enough password' };

export interface Satsuma {
  /** Where the built web app and the API answer. */
  readonly url: string;
  /** Calls the API as an admin of the workspace that the owner signs in to. */
  readonly client: Client;
  readonly workspaceName: string;
  stop(): Promise<void>;
}

/** The built API and worker with a database of their own and an empty workspace. Needs `npm run build` before. */
export async function startSatsuma({
  workspaceName = 'Orchard',
  timeZone = 'Europe/Zagreb',
} = {}): Promise<Satsuma> {
  const database = await createTestDatabase();
  const port = await freePort();
  const instanceKey = `instance-${randomBytes(16).toString('hex')}`;
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    PORT: String(port),
    METRICS_PORT: 'off',
    SATSUMA_ADMIN_KEY: instanceKey,
    SATSUMA_RATE_LIMIT: 'off',
    LOG_LEVEL: 'warn',
  };
  const processes = [startProcess('api', environment), startProcess('worker', environment)];
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map(stopProcess));
    await database.drop();
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await answers(url, processes);
    const clientOf = (key: string): Client =>
      createClient({ baseUrl: url, headers: () => ({ authorization: `Bearer ${key}` }) });
    const made = await clientOf(instanceKey)(createWorkspace, { body: { name: workspaceName, timeZone } });
    await createTestOwner(database.db, { ...OWNER, workspaceId: made.workspace.id });
    return { url, client: clientOf(made.apiKey), workspaceName, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startProcess(name: 'api' | 'worker', env: NodeJS.ProcessEnv): ChildProcess {
  const script = join(ROOT, 'apps', name, 'dist/main.js');
  if (!existsSync(script)) throw new Error(`${script} is missing: run npm run build first.`);
  return spawn(process.execPath, [script], { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}

async function answers(url: string, processes: readonly ChildProcess[]): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if (processes.some(({ exitCode }) => exitCode !== null))
      throw new Error('The API or the worker has ended.');
    const response = await fetch(`${url}/v1/session`).catch(() => null);
    if (response?.status === 401) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answers at ${url}.`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
