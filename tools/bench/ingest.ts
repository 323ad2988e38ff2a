import { eventKey } from '@satsuma/database';
import { say } from '../progress.ts';
import { shopHistory } from '../seed/shop/history.ts';
import { externalIdOf } from '../seed/shop/person.ts';
import { startBenchApi } from './bench-api.ts';
import type { BenchDatabase } from './bench-database.ts';
import { timingOf, type Timing } from './measure.ts';
import type { BenchOptions } from './options.ts';

const BATCH = 1000;
/** Events a second that are to be durable. */
const TARGET = 8000;

export interface IngestFigures {
  readonly events: number;
  readonly connections: number;
  readonly perSecond: number;
  /** Of the requests, in milliseconds. */
  readonly requests: Timing;
  readonly byHand: { readonly perSecond: number };
  readonly target: number;
}

interface Batch {
  readonly body: string;
  readonly eventIds: readonly string[];
  readonly rows: readonly { e: number; p: number; t: string; f: unknown }[];
}

/** Sends events to the real API in batches over several connections; beside it, the bare rows without any check. */
export async function benchIngest(database: BenchDatabase, options: BenchOptions): Promise<IngestFigures> {
  const { sql } = database.connection;
  say(`Making ${options.batches} batches of ${BATCH} events …`);
  const batches = await makeBatches(database, options);
  const [before] = await sql<{ id: number }[]>`select coalesce(max(id), 0) as id from events`;
  const api = await startBenchApi(database, options.data);
  try {
    await api.request(
      'POST',
      '/v1/events',
      JSON.stringify({ events: [JSON.parse(batches[0]?.body ?? '').events[0]] }),
    );
    const times: number[] = [];
    const seconds = await inParallel(batches, options.connections, async ({ body }) => {
      const start = performance.now();
      await api.request('POST', '/v1/events', body);
      times.push(performance.now() - start);
    });
    const handSeconds = await inParallel(batches, options.connections, ({ rows }) =>
      insertBare(database, rows),
    );
    const events = batches.length * BATCH;
    const figures: IngestFigures = {
      events,
      connections: options.connections,
      perSecond: events / seconds,
      requests: timingOf(times),
      byHand: { perSecond: events / handSeconds },
      target: TARGET,
    };
    sayFigures(figures);
    return figures;
  } finally {
    await api.stop();
    await cleanUp(database, before?.id ?? 0, batches);
  }
}

/** Events of people who are there, each with an id, as a shop's backend would send them. */
async function makeBatches(
  { connection, workspaceId, now }: BenchDatabase,
  options: BenchOptions,
): Promise<Batch[]> {
  const { people } = options;
  const size = { seed: 1, people, events: options.batches * BATCH * 1.1 + people, now: now.getTime() };
  const history = shopHistory(size);
  const names = await connection.sql<{ id: number; name: string }[]>`
    select id, name from event_definitions where workspace_id = ${workspaceId}`;
  const ids = new Map(names.map(({ id, name }) => [name, id]));
  const [first] = await connection.sql<{ id: number }[]>`select min(id) as id from persons`;
  const run = `${Date.now()}`;
  return Array.from({ length: options.batches }, (_, batch) => {
    const events = Array.from({ length: BATCH }, (_, index) => {
      const number = batch * BATCH + index;
      // Spread over the whole history, like devices that were offline for a while, and mostly of late.
      return { number, event: history.event((number * 7919) % history.count) };
    });
    const sent = events.map(({ number, event: { name, person, at, properties } }) => ({
      eventId: `bench-${run}-${number}`,
      name,
      person: { externalId: externalIdOf(size, person) },
      occurredAt: new Date(at).toISOString(),
      properties,
    }));
    return {
      body: JSON.stringify({ events: sent }),
      eventIds: sent.map(({ eventId }) => eventId),
      rows: events.map(({ event: { name, person, at, properties } }) => ({
        e: ids.get(name) ?? 0,
        p: (first?.id ?? 1) + person,
        t: new Date(at).toISOString(),
        f: properties,
      })),
    };
  });
}

/** The bare rows: one statement, one transaction, nothing looked up. */
async function insertBare(
  { connection: { sql }, workspaceId }: BenchDatabase,
  rows: Batch['rows'],
): Promise<void> {
  await sql`
    insert into events (workspace_id, event_id, person_id, occurred_at, facts)
    select ${workspaceId}, e, p, t, f
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(e int, p bigint, t timestamptz, f jsonb)`;
}

/** Seconds that it takes to do them all, so many at a time. */
async function inParallel(
  batches: readonly Batch[],
  connections: number,
  work: (batch: Batch) => Promise<void>,
): Promise<number> {
  const left = [...batches];
  const start = performance.now();
  const one = async (): Promise<void> => {
    for (let batch = left.shift(); batch !== undefined; batch = left.shift()) await work(batch);
  };
  await Promise.all(Array.from({ length: connections }, one));
  return (performance.now() - start) / 1000;
}

/** Takes out again what the run has put in. */
async function cleanUp(
  { connection: { sql } }: BenchDatabase,
  last: number,
  batches: readonly Batch[],
): Promise<void> {
  const keys = batches.flatMap(({ eventIds }) => eventIds.map(eventKey));
  await sql`delete from events where id > ${last}`;
  await sql`delete from event_keys where hash = any(${`{${keys.join(',')}}`}::text::uuid[])`;
  await sql`vacuum (analyze) events`;
}

function sayFigures({ events, connections, perSecond, requests, byHand, target }: IngestFigures): void {
  const whole = (number: number): string => Math.round(number).toLocaleString('en');
  say(`
${perSecond >= target ? 'ok  ' : 'SLOW'} ${whole(events)} events over ${connections} connections in batches of ${whole(BATCH)}: ${whole(perSecond)} events/s (≥ ${whole(target)})
     a request takes ${requests.p50.toFixed(0)} ms, 95 of 100 at most ${requests.p95.toFixed(0)} ms
     the bare rows without any check: ${whole(byHand.perSecond)} events/s, × ${(byHand.perSecond / perSecond).toFixed(2)}`);
}
