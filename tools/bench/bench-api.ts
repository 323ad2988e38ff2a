import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createApiKey, revokeApiKey } from '@satsuma/database';
import { freePort } from '../embedded-postgres.ts';
import { Problem } from '../problem.ts';
import { Service } from '../processes/service.ts';
import { environmentWith } from '../settings.ts';
import type { BenchDatabase } from './bench-database.ts';

export interface BenchApi {
  /** One request; throws unless it succeeds. `body` is JSON text. */
  request(method: 'GET' | 'POST', path: string, body?: string): Promise<unknown>;
  stop(): Promise<void>;
}

const READY_MS = 60_000;

/** The real API process on the bench database, with a key and without a limit of requests. */
export async function startBenchApi(
  { url, connection, workspaceId }: BenchDatabase,
  data: string,
): Promise<BenchApi> {
  const made = await createApiKey(
    connection.db,
    { workspaceId, name: 'Bench', scopes: ['admin'], actor: 'instance', now: new Date() },
    100,
  );
  if (made === null) throw new Problem('The bench workspace has too many keys.');
  const [port, metrics] = [await freePort(), await freePort()];
  mkdirSync(data, { recursive: true });
  const service = new Service({
    name: 'api',
    script: 'apps/api/dist/main.js',
    logFile: join(data, 'api.log'),
    environment: environmentWith(process.env, {
      NODE_ENV: 'production',
      DATABASE_URL: url,
      PORT: String(port),
      METRICS_PORT: String(metrics),
      SATSUMA_RATE_LIMIT: 'off',
      LOG_LEVEL: 'warn',
    }),
  });
  const gone = service.run().then(() => {
    throw new Problem(`The API does not start: ${service.lastWords()}`);
  });
  gone.catch(() => undefined);
  await Promise.race([untilReady(`http://127.0.0.1:${metrics}/readyz`), gone]);
  const headers = { authorization: `Bearer ${made.key}`, 'content-type': 'application/json' };
  return {
    request: async (method, path, body) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Problem(`${method} ${path} answered ${answer.status}: ${text.slice(0, 500)}`);
      return JSON.parse(text) as unknown;
    },
    stop: async () => {
      await service.stop();
      await revokeApiKey(connection.db, workspaceId, made.row.id, { actor: 'instance', now: new Date() });
    },
  };
}

async function untilReady(url: string): Promise<void> {
  for (let waited = 0; waited < READY_MS; waited += 100) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok === true) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Problem('The API is not ready in time.');
}
