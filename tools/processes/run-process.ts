import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { readConfig } from '@satsuma/runtime/config';
import { migrate } from '@satsuma/database';
import { buildStale } from '../build.ts';
import { checkServer } from '../database.ts';
import { say } from '../progress.ts';
import { ROOT } from '../root.ts';
import { environmentWith } from '../settings.ts';
import { END_WITH_PARENT } from './service.ts';

/** Runs one process alone against `DATABASE_URL`, with its log on standard output, until it ends. */
export async function runProcess(
  name: 'api' | 'worker',
  defaults: Readonly<Record<string, string>> = {},
): Promise<void> {
  const environment = environmentWith(defaults, environmentWith(process.env, {}));
  const { databaseUrl } = readConfig(name, environment);
  say('Building what has changed …');
  await buildStale(process.env, new AbortController().signal);
  await checkServer(databaseUrl);
  await migrate(databaseUrl);
  const child = spawn(
    process.execPath,
    ['--import', END_WITH_PARENT, '--enable-source-maps', `apps/${name}/dist/main.js`],
    {
      cwd: ROOT,
      env: { NODE_ENV: 'production', ...environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill('SIGTERM'));
  }
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done) =>
    child.once('exit', (...end) => done(end)),
  );
  process.exitCode = code ?? 128 + (signal === null ? 1 : constants.signals[signal]);
}
