import { parseArgs } from 'node:util';
import {
  connect,
  findFirstWorkspace,
  readWorkspace,
  rebuildSegments,
  type Connection,
} from '@satsuma/database';
import { builtInAddress, checkServer } from './database.ts';
import { Problem, runCommand } from './problem.ts';
import { say, sayProgress } from './progress.ts';
import { AlreadySeeded, seedShop } from './seed/seed-shop.ts';
import { readSettings, type Settings } from './settings.ts';

const USAGE = 'npm run seed -- shop [--people N] [--events N] [--seed S] [--workspace id]';

await runCommand(seed);

/** Adds the people and events of a shop to a workspace of a running Satsuma. */
async function seed(): Promise<void> {
  const { workspace, ...size } = readArguments();
  const connection = connect(await addressOf(readSettings(process.env)), { max: 2, name: 'satsuma-seed' });
  try {
    const workspaceId = await chooseWorkspace(connection, workspace);
    say(`Adding ${size.people} people and about ${size.events} events to workspace ${workspaceId} …`);
    const { people, events } = await seedShop(connection, {
      workspaceId,
      size: { ...size, now: Date.now() },
      onProgress: sayProgress(say, 'people and events'),
    });
    await rebuildAll(connection, workspaceId);
    say(`Added ${people} people and ${events} events.`);
  } catch (error) {
    if (!(error instanceof AlreadySeeded)) throw error;
    throw new Problem(`The shop of seed ${size.seed} is in that workspace already: choose another --seed.`);
  } finally {
    await connection.close();
  }
}

/** The members of its segments are counted anew by the worker, which looks for such rows every few seconds. */
async function rebuildAll({ db, sql }: Connection, workspaceId: number): Promise<void> {
  const rows = await sql<{ id: number }[]>`select id from segments where workspace_id = ${workspaceId}`;
  const ids = rows.map(({ id }) => id);
  await db.transaction((tx) => rebuildSegments(tx, workspaceId, ids));
}

function readArguments() {
  const options = {
    people: { type: 'string', default: '20000' },
    events: { type: 'string', default: '400000' },
    seed: { type: 'string', default: '2' },
    workspace: { type: 'string' },
  } as const;
  const { values, positionals } = parse(() => parseArgs({ options, allowPositionals: true }));
  if (positionals[0] !== 'shop' || positionals.length > 1) throw new Problem(`Usage: ${USAGE}`);
  return {
    people: whole('people', values.people, 1, 5_000_000),
    events: whole('events', values.events, 0, 100_000_000),
    seed: whole('seed', values.seed, 1, 999),
    workspace: values.workspace === undefined ? null : whole('workspace', values.workspace, 1, 2 ** 31 - 1),
  };
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`);
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Problem(`--${name} must be a whole number from ${least} to ${most}.`);
}

/** The given database, or the built-in one if it runs. */
async function addressOf({ databaseUrl, dataDir }: Settings): Promise<string> {
  const url = databaseUrl ?? builtInAddress(dataDir);
  if (url === null)
    throw new Problem(
      'The built-in database does not run: start Satsuma with npm start first, or set DATABASE_URL.',
    );
  await checkServer(url);
  return url;
}

async function chooseWorkspace({ db }: Connection, wanted: number | null): Promise<number> {
  const found = await (wanted === null ? findFirstWorkspace(db) : readWorkspace(db, wanted));
  if (found !== null) return found.id;
  throw new Problem(wanted === null ? 'There is no workspace yet.' : `There is no workspace ${wanted}.`);
}
