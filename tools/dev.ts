import { spawnSync } from 'node:child_process';
import { openDatabase, type OpenDatabase } from './database.ts';
import { prepareFirstWorkspace } from './first-run/first-run.ts';
import { Problem, runCommand } from './problem.ts';
import { claimDataFolder, openDataFolder } from './processes/data-folder.ts';
import { awaitLeftovers } from './processes/leftovers.ts';
import { portIsFree } from './processes/ports.ts';
import { stopSignal } from './processes/stop-signal.ts';
import { Watched } from './processes/watched.ts';
import { say } from './progress.ts';
import { ROOT } from './root.ts';
import { readSettings, type Settings } from './settings.ts';

/** Where Vite serves the web app while it is being worked on. */
const WEB_PORT = 4180;

await runCommand(dev);

/** Everything as with `npm start`, but what is saved is compiled, and whoever is concerned starts again. */
async function dev(): Promise<void> {
  const stopped = stopSignal();
  const settings = readSettings(process.env);
  openDataFolder(settings.dataDir);
  await claimDataFolder(settings.dataDir);
  await awaitLeftovers(settings.dataDir);
  await checkPorts(settings);
  let database: OpenDatabase | null = null;
  let running: Watched[] = [];
  try {
    say('Compiling …');
    // What does not compile is shown by the watcher again; the others can start with what there is.
    spawnSync('tsc', ['-b'], { cwd: ROOT, stdio: 'inherit' });
    database = await openDatabase(settings);
    await prepare(settings, database);
    if (stopped.isAsked()) return;
    running = watchEverything(settings, database.url);
    say(
      `\nThe web app is at http://localhost:${WEB_PORT}, the API at http://localhost:${settings.config.port}.\n`,
    );
    await Promise.race([stopped.asked, database.failed, ...running.map(({ gone }) => gone)]);
  } finally {
    await Promise.all(running.map((one) => one.stop()));
    await database?.close();
  }
}

async function checkPorts({ config: { host, port } }: Settings): Promise<void> {
  for (const wanted of [port, WEB_PORT]) {
    if (!(await portIsFree(wanted, host)))
      throw new Problem(
        `Port ${wanted} is taken: stop what listens there${wanted === port ? ', or set PORT' : ''}.`,
      );
  }
}

async function prepare({ dataDir, demo }: Settings, { connect }: OpenDatabase): Promise<void> {
  const connection = connect();
  try {
    const entrance = await prepareFirstWorkspace({ connection, dataDir, demo, now: new Date(), say });
    say(`Sign in as ${entrance.email} with ${entrance.password ?? 'the password you have set'}.`);
  } finally {
    await connection.close();
  }
}

function watchEverything({ config }: Settings, databaseUrl: string): Watched[] {
  const port = (offset: number): string => String(config.port + offset);
  const nodeProcess = (name: 'api' | 'worker', metrics: string): Watched =>
    new Watched({
      name,
      program: process.execPath,
      args: ['--watch', '--watch-preserve-output', '--enable-source-maps', `apps/${name}/dist/main.js`],
      environment: { DATABASE_URL: databaseUrl, PORT: port(0), METRICS_PORT: metrics },
    });
  return [
    new Watched({ name: 'tsc', program: 'tsc', args: ['-b', '--watch', '--preserveWatchOutput'] }),
    nodeProcess('api', port(1)),
    nodeProcess('worker', port(2)),
    new Watched({
      name: 'web',
      program: 'vite',
      args: ['--port', String(WEB_PORT)],
      environment: { SATSUMA_API: `http://127.0.0.1:${config.port}` },
      folder: 'apps/web',
    }),
  ];
}
