import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { buildStale } from './build.ts';
import { openDatabase, type OpenDatabase } from './database.ts';
import { prepareFirstWorkspace, type Entrance } from './first-run/first-run.ts';
import { freePort } from './embedded-postgres.ts';
import { runCommand, Problem } from './problem.ts';
import { claimDataFolder, openDataFolder } from './processes/data-folder.ts';
import { awaitLeftovers } from './processes/leftovers.ts';
import { portIsFree } from './processes/ports.ts';
import { stopSignal } from './processes/stop-signal.ts';
import { Supervisor } from './processes/supervisor.ts';
import { say } from './progress.ts';
import { environmentWith, readSettings, type Settings } from './settings.ts';

await runCommand(start);

/** Everything on this machine: builds, database, first workspace, API and worker, until it is told to stop. */
async function start(): Promise<void> {
  const stopped = stopSignal();
  const settings = readSettings(process.env);
  const { config, dataDir } = settings;
  openDataFolder(dataDir);
  await claimDataFolder(dataDir);
  await awaitLeftovers(dataDir);
  await checkPort(settings);
  let supervisor: Supervisor | null = null;
  let database: OpenDatabase | null = null;
  try {
    say('Building what has changed …');
    await buildStale(process.env, stopped.signal);
    if (stopped.isAsked()) return;
    say(settings.databaseUrl === null ? 'Starting the built-in PostgreSQL …' : 'Opening the database …');
    database = await openDatabase(settings);
    const entrance = await Promise.race([prepare(settings, database), stopped.asked]);
    if (entrance === undefined || stopped.isAsked()) return;
    say('Starting the API and the worker …');
    supervisor = await supervise(settings, database.url);
    await Promise.race([supervisor.ready(), supervisor.failed, database.failed, stopped.asked]);
    if (!stopped.isAsked()) {
      welcome(config, entrance);
      await Promise.race([supervisor.failed, database.failed, stopped.asked]);
    }
  } finally {
    if (stopped.isAsked()) say('Stopping …');
    await supervisor?.stop();
    await database?.close();
  }
}

async function checkPort({ config: { port, host } }: Settings): Promise<void> {
  if (!(await portIsFree(port, host)))
    throw new Problem(
      `Port ${port} on ${host} is taken: stop what listens there, or set PORT to another one.`,
    );
}

async function prepare(settings: Settings, { connect }: OpenDatabase): Promise<Entrance> {
  const connection = connect();
  try {
    const { dataDir, demo } = settings;
    return await prepareFirstWorkspace({ connection, dataDir, demo, now: new Date(), say });
  } finally {
    await connection.close();
  }
}

async function supervise(settings: Settings, databaseUrl: string): Promise<Supervisor> {
  const { config, dataDir } = settings;
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const [apiMetrics, workerMetrics] = await metricsPorts(settings);
  const service = (name: 'api' | 'worker', metrics: string) => ({
    name,
    script: `apps/${name}/dist/main.js`,
    logFile: join(logs, `${name}.log`),
    environment: environmentWith(process.env, {
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      METRICS_PORT: metrics,
    }),
    readyUrl: metrics === 'off' ? null : `http://${config.metrics?.host ?? '127.0.0.1'}:${metrics}/readyz`,
  });
  return new Supervisor({
    dataDir,
    services: [service('api', apiMetrics), service('worker', workerMetrics)],
    address: { host: config.host, port: config.port },
    say,
  });
}

/** The API answers for its health on the port above its own, the worker on the one above that, unless they are taken. */
async function metricsPorts({ config, metricsPortIsFree }: Settings): Promise<readonly [string, string]> {
  const { metrics, port } = config;
  if (metrics === null) return ['off', 'off'];
  const first = metricsPortIsFree ? port + 1 : metrics.port;
  const free = async (wanted: number): Promise<string> =>
    String((await portIsFree(wanted, metrics.host)) ? wanted : await freePort());
  if (!metricsPortIsFree && !(await portIsFree(first, metrics.host)))
    throw new Problem(`Port ${first} for metrics is taken: set METRICS_PORT to another one, or to off.`);
  return [await free(first), await free(first + 1)];
}

function welcome({ host, port }: Settings['config'], entrance: Entrance): void {
  const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  const address = `http://${name}:${port}`;
  say(`
Satsuma is ready at ${address}

  Sign in with   ${entrance.email}
  Password       ${entrance.password ?? 'the one you have set'}
  API            ${address}/v1/docs   (key in ${entrance.apiKeyFile})

Ctrl-C stops it.`);
}
