import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@satsuma/database/testing';
import { connect } from '@satsuma/database';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError, readConfig, type Config } from '../config/config.ts';
import { DatabaseCheck } from '../database/database-check.ts';
import { MetricsServer } from './metrics-server.ts';
import { Metrics } from './metrics.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const logger = pino({ level: 'silent' });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const configOf = (port: number): Config =>
  readConfig('metrics-test', { DATABASE_URL: database.url, METRICS_PORT: String(port) });

test('says that the process lives and can work, and what it counted', async () => {
  const port = await freePort();
  const metrics = new Metrics();
  metrics.counter('things_total', 'Things').inc(3);
  const server = new MetricsServer(configOf(port), database, logger, metrics);
  await server.onApplicationBootstrap();
  const get = async (path: string) => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: reply.status, text: await reply.text() };
  };
  expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
  expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
  expect((await get('/metrics')).text).toContain('things_total 3');
  expect((await get('/')).status).toBe(404);
  await server.beforeApplicationShutdown();
  await expect(get('/healthz')).rejects.toThrow();
});

test('lives but is not ready without its database', async () => {
  const port = await freePort();
  const lost = connect('postgres://127.0.0.1:1/none');
  const server = new MetricsServer(configOf(port), lost, logger, new Metrics());
  await server.onApplicationBootstrap();
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503);
  await server.beforeApplicationShutdown();
  await lost.close();
});

test('a taken port is said in a sentence', async () => {
  const port = await freePort();
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(port, '127.0.0.1', done));
  const server = new MetricsServer(configOf(port), database, logger, new Metrics());
  await expect(server.onApplicationBootstrap()).rejects.toEqual(
    new ConfigError([
      `Port ${port} for metrics is taken; set METRICS_PORT to a free one, or to off for none.`,
    ]),
  );
  await new Promise((done) => taken.close(done));
});

test.each([
  ['an address where nothing listens', (url: URL) => (url.port = '1'), /does not answer/],
  ['a wrong password', (url: URL) => (url.password = 'wrong'), /refuses the user or the password/],
  ['a database that is not there', (url: URL) => (url.pathname = '/nowhere'), /does not exist/],
  ['an empty database', (url: URL) => (url.pathname = '/template1'), /has no tables of Satsuma yet/],
])('%s is said in a sentence at the start', async (_, spoil, sentence) => {
  const url = new URL(database.url);
  spoil(url);
  const connection = connect(url.href);
  const failure: unknown = await new DatabaseCheck(connection)
    .onApplicationBootstrap()
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConfigError);
  expect((failure as Error).message).toMatch(sentence);
  await connection.close();
});
