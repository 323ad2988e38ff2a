import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { builtInAddress, checkServer } from '../database.ts';
import { portIsFree } from '../processes/ports.ts';
import { ROOT } from '../root.ts';
import { readSettings, type Settings } from '../settings.ts';
import { findChromium } from '../testing/chromium.ts';

/** One line of the doctor: `note` is what may be wanted so. */
export interface Finding {
  readonly state: 'good' | 'note' | 'bad';
  readonly line: string;
  /** What to do about it. */
  readonly advice?: string;
}

const good = (line: string): Finding => ({ state: 'good', line });
const note = (line: string, advice: string): Finding => ({ state: 'note', line, advice });
const bad = (line: string, advice: string): Finding => ({ state: 'bad', line, advice });

/** Looks at everything that a start needs, and says what to do about what is missing. */
export async function* runChecks(
  environment: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<Finding> {
  yield checkNode();
  yield checkPackages();
  yield* checkBuilds();
  const settings = settingsOf(environment);
  if ('state' in settings) {
    yield settings;
    return;
  }
  yield good('The variables of the environment are fine.');
  yield checkDataFolder(settings);
  yield await checkPort(settings);
  yield* checkDatabase(settings);
  yield checkChromium();
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 24
    ? good(`Node ${process.versions.node} runs this.`)
    : bad(
        `Node ${process.versions.node} runs this, and 24 is needed.`,
        'Run it through npm, which brings Node 24.',
      );
}

function checkPackages(): Finding {
  const lock = join(ROOT, 'package-lock.json');
  const stamp = join(ROOT, 'node_modules', '.satsuma-installed');
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
    ? good('The packages are the ones of package-lock.json.')
    : bad('The packages are not the ones of package-lock.json.', 'Run npm start or npm ci.');
}

function* checkBuilds(): Generator<Finding> {
  for (const app of ['api', 'worker', 'web']) {
    const built = join(ROOT, 'apps', app, 'dist', app === 'web' ? 'index.html' : 'main.js');
    const folder = join(ROOT, 'apps', app);
    if (!existsSync(built)) {
      yield note(`apps/${app} is not built.`, 'npm start builds it.');
      continue;
    }
    const time = statSync(built).mtimeMs;
    const newer = globSync('src/**/*', { cwd: folder }).find(
      (file) => statSync(join(folder, file)).mtimeMs > time,
    );
    yield newer === undefined
      ? good(`apps/${app} is built.`)
      : note(
          `apps/${app} may be built from older sources (${newer} is newer).`,
          'npm start builds what has changed.',
        );
  }
}

function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings | Finding {
  try {
    return readSettings(environment);
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error), 'Correct it and ask again.');
  }
}

function checkDataFolder({ dataDir, databaseUrl }: Settings): Finding {
  if (!existsSync(dataDir)) return note(`There is no data folder ${dataDir} yet.`, 'npm start makes it.');
  const made = existsSync(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'));
  return made || databaseUrl !== null
    ? good(`The data folder is ${dataDir}.`)
    : note(`The data folder ${dataDir} has no database yet.`, 'npm start makes it.');
}

async function checkPort({ config: { host, port } }: Settings): Promise<Finding> {
  return (await portIsFree(port, host))
    ? good(`Port ${port} on ${host} is free.`)
    : note(
        `Port ${port} on ${host} is taken.`,
        'Fine if Satsuma runs; else stop what listens there, or set PORT.',
      );
}

async function* checkDatabase({ databaseUrl, dataDir }: Settings): AsyncGenerator<Finding> {
  const url = databaseUrl ?? builtInAddress(dataDir);
  if (url === null) {
    yield note('The built-in database does not run.', 'npm start runs it.');
    return;
  }
  try {
    await checkServer(url);
  } catch (error) {
    yield bad(error instanceof Error ? error.message : String(error), 'Mend DATABASE_URL or the server.');
    return;
  }
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    yield* checkSchema(sql);
    yield* checkQueues(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function* checkSchema(sql: postgres.Sql): AsyncGenerator<Finding> {
  const journal = join(ROOT, 'libs', 'database', 'migrations', 'meta', '_journal.json');
  const wanted = (JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] }).entries.length;
  const rows = await sql<{ done: string }[]>`
    select count(*)::int as done from drizzle.__drizzle_migrations`.catch(() => []);
  const done = Number(rows[0]?.done ?? 0);
  yield done >= wanted
    ? good(`The database answers and has all ${wanted} migrations.`)
    : note(
        `The database answers and has ${done} of ${wanted} migrations.`,
        'npm start, api and worker migrate it.',
      );
}

async function* checkQueues(sql: postgres.Sql): AsyncGenerator<Finding> {
  const [row] = await sql<{ segments: number; imports: number }[]>`
    select (select count(*)::int from segments where status = 'building') as segments,
      (select count(*)::int from imports where status in ('queued', 'running')) as imports`.catch(() => []);
  if (row === undefined) return;
  yield row.segments + row.imports === 0
    ? good('No segment and no import waits for the worker.')
    : note(
        `${row.segments} segments and ${row.imports} imports wait for the worker.`,
        'Fine for some seconds; if it lasts, look into logs/worker.log in the data folder.',
      );
}

function checkChromium(): Finding {
  const path = findChromium();
  return path === null
    ? note('There is no Chromium: browser tests are skipped.', 'apt-get install chromium')
    : good(`Browser tests use ${path}.`);
}
