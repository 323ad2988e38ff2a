import { isDeepStrictEqual } from 'node:util';
import {
  buildMembership,
  createSegment,
  deleteSegment,
  previewRule,
  readCatalog,
  type Connection,
  type WorkspaceCatalog,
} from '@satsuma/database';
import { checkRule } from '@satsuma/segment-engine';
import { compileRule, type CompiledRule } from '@satsuma/segment-engine/sql';
import { Problem } from '../problem.ts';
import { say } from '../progress.ts';
import { startBenchApi, type BenchApi } from './bench-api.ts';
import type { BenchDatabase } from './bench-database.ts';
import { measureInTurn, type Timing } from './measure.ts';
import type { BenchOptions } from './options.ts';
import { questions, type Question } from './questions.ts';

/** One line of the result. Times are milliseconds. */
export interface Figure {
  readonly name: string;
  readonly count?: number;
  readonly target: number;
  /** Of our statement to the one written by hand, both p50. */
  readonly ratio?: number;
  readonly timings: Readonly<Record<string, Timing>>;
}

const SAMPLE = 10;

/** Asks every question through the preview, over HTTP, and by hand; then builds a segment and opens pages. */
export async function benchPreview(database: BenchDatabase, options: BenchOptions): Promise<Figure[]> {
  const api = await startBenchApi(database, options.data);
  try {
    const catalog = await readCatalog(database.connection.db, database.workspaceId);
    const figures: Figure[] = [];
    const tell = (figure: Figure): void => {
      figures.push(figure);
      sayFigure(figure);
    };
    for (const question of questions(catalog, database))
      tell(await ask(question, database, api, options, catalog));
    tell(await build(database, Math.min(7, options.runs)));
    for await (const figure of openPages(api, options)) tell(figure);
    return figures;
  } finally {
    await api.stop();
  }
}

async function ask(
  { name, target, rule, byHand }: Question,
  { connection, workspaceId, now }: BenchDatabase,
  api: BenchApi,
  { runs }: BenchOptions,
  { catalog, timeZone }: WorkspaceCatalog,
): Promise<Figure> {
  const checked = checkRule(rule, catalog);
  if (!checked.ok) throw new Problem(`“${name}” is not a rule of this catalog.`);
  const compiled = compileRule(checked.rule, { catalog, timeZone, now: now.getTime(), workspaceId });
  const preview = () => previewRule(connection, workspaceId, { rule, now, sampleSize: SAMPLE });
  const hand = () => runByHand(connection, byHand);
  const [ours, other] = [await preview(), await hand()];
  const counts = ours.conditions.map(({ count }) => count);
  if (ours.count !== other.count || !isDeepStrictEqual(counts, other.conditions))
    throw new Problem(
      `“${name}”: ${ours.count} ${counts.join()} by the preview, ${other.count} ${other.conditions.join()} by hand.`,
    );
  const body = JSON.stringify({ rule, asOf: now.toISOString(), sampleSize: SAMPLE });
  const timings = await measureInTurn(runs, {
    statement: () => runCompiled(connection, compiled),
    'by hand': hand,
    preview,
    http: () => api.request('POST', '/v1/segments/preview', body),
  });
  return { name, count: ours.count, target, ratio: timings.statement.p50 / timings['by hand'].p50, timings };
}

interface Counted {
  readonly count: number;
  readonly conditions: number[];
}

const LOCAL = "set local statement_timeout = 20000; set local work_mem = '64MB'";

/** What the preview asks the database, without what it does around it. */
async function runCompiled({ db }: Connection, compiled: CompiledRule): Promise<void> {
  await db.transaction(
    async (tx) => {
      await tx.execute(LOCAL);
      await tx.execute(compiled.counts(SAMPLE));
    },
    { accessMode: 'read only' },
  );
}

/** In a transaction of the same kind, so that only the statements differ. */
async function runByHand({ sql }: Connection, statement: string): Promise<Counted> {
  const result = await sql.begin('read only', async (tx) => {
    await tx.unsafe(LOCAL);
    return tx.unsafe<Counted[]>(statement);
  });
  const [row] = result as Counted[];
  if (row === undefined) throw new Error('a count has a row');
  return row;
}

/** About a fifth of all people: the first build of a segment, beside the same rows put into the same kind of table. */
async function build({ connection, workspaceId, now }: BenchDatabase, runs: number): Promise<Figure> {
  const { db, sql } = connection;
  const channel = (await readCatalog(db, workspaceId)).attributes.find(
    ({ name }) => name === 'acquisitionChannel',
  );
  const rule = {
    match: 'all',
    conditions: [
      { kind: 'attribute', attribute: 'acquisitionChannel', operator: 'is', value: 'paid_search' },
    ],
  };
  const context = { actor: 'instance', now };
  await sql`drop table if exists bench_memberships`;
  await sql`create table bench_memberships (like memberships including all)`;
  let count = 0;
  let number = 0;
  const made: number[] = [];
  try {
    const prepare = async (): Promise<number> => {
      number += 1;
      const content = { name: `Bench ${process.pid} ${number}`, description: '', rule };
      const { segment } = await createSegment(db, workspaceId, content, context);
      made.push(segment.id);
      return segment.id;
    };
    // Rows are made beforehand, so that only the building is measured.
    const ids: number[] = [];
    for (let left = runs + 2; left > 0; left -= 1) ids.push(await prepare());
    const timings = await measureInTurn(runs, {
      build: () => buildMembership(connection, workspaceId, ids.pop() ?? 0, { now }),
      'by hand': () =>
        sql.begin(async (tx) => {
          number += 1;
          const rows = await tx.unsafe(
            `insert into bench_memberships select ${workspaceId}, ${number}, person_id, now() from person_slots
           where workspace_id = ${workspaceId} and ${channel?.key} = 'paid_search'`,
          );
          count = rows.count;
        }),
    });
    return {
      name: 'build a segment',
      count,
      target: 3000,
      ratio: timings.build.p50 / timings['by hand'].p50,
      timings,
    };
  } finally {
    for (const id of made) await deleteSegment(db, workspaceId, id, context);
    await sql`drop table bench_memberships`;
  }
}

async function* openPages(api: BenchApi, { people, runs }: BenchOptions): AsyncGenerator<Figure> {
  const more = runs * 4;
  const page = async (name: string, paths: () => readonly string[]): Promise<Figure> => {
    const open = () => Promise.all(paths().map((path) => api.request('GET', path)));
    return { name, target: 50, timings: await measureInTurn(more, { http: open }) };
  };
  let next = 0;
  /** Another person every time, from all over the table. */
  const somebody = (): string => {
    next = (next + 7919) % people;
    return `externalId:c-${1000 + next}`;
  };
  yield page('the page of a person', () => {
    const person = `/v1/persons/${somebody()}`;
    return [person, `${person}/events?limit=50`, `${person}/segments`];
  });
  yield page('a list of people', () => ['/v1/persons?limit=50']);
  yield page('people found by a name', () => ['/v1/persons?limit=50&search=horvat']);
  yield page('people found by an address', () => [`/v1/persons?limit=50&search=.${next}%40example`]);
  yield page('the list of segments', () => ['/v1/segments?limit=50']);
}

function sayFigure({ name, count, target, ratio, timings }: Figure): void {
  const judged = timings['preview'] ?? Object.values(timings)[0];
  const verdict = (judged?.p50 ?? Infinity) <= target ? 'ok  ' : 'SLOW';
  const parts = Object.entries(timings).map(
    ([what, { p50, p95 }]) => `${what} ${p50.toFixed(1)} / ${p95.toFixed(1)} ms`,
  );
  const counted = count === undefined ? '' : `${count.toLocaleString('en')} people`;
  const compared = ratio === undefined ? '' : `× ${ratio.toFixed(2)}`;
  say(
    `${verdict} ${name.padEnd(28)}${counted.padStart(16)}  ${compared.padEnd(8)}${parts.join('   ')}   (≤ ${target} ms)`,
  );
}
