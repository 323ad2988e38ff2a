import { cpus, totalmem } from 'node:os';
import type { Connection } from '@satsuma/database';
import { say } from '../progress.ts';

/** What the figures depend on. */
export interface Surroundings {
  readonly machine: { readonly processor: string; readonly cores: number; readonly memoryGiB: number };
  readonly node: string;
  readonly postgres: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, number>>;
  /** Bytes of tables and indexes. */
  readonly sizes: Readonly<Record<string, number>>;
}

const SETTINGS = [
  'shared_buffers',
  'effective_cache_size',
  'work_mem',
  'max_parallel_workers_per_gather',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_compression',
  'jit',
];

export async function readSurroundings({ sql }: Connection): Promise<Surroundings> {
  const settings = await sql<{ name: string; value: string }[]>`
    select name, current_setting(name) as value from pg_settings where name in ${sql(SETTINGS)} order by name`;
  const [version] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
  const relations = await sql<{ name: string; kind: string; bytes: number; rows: number }[]>`
    select relname as name, relkind as kind, pg_relation_size(oid) as bytes, reltuples::bigint as rows
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i') and pg_relation_size(oid) > 1000000
    order by bytes desc`;
  return {
    machine: {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
    },
    node: process.versions.node,
    postgres: version?.version ?? 'unknown',
    settings: Object.fromEntries(settings.map(({ name, value }) => [name, value])),
    rows: Object.fromEntries(
      relations.filter(({ kind }) => kind === 'r').map(({ name, rows }) => [name, rows]),
    ),
    sizes: Object.fromEntries(relations.map(({ name, bytes }) => [name, bytes])),
  };
}

export function saySurroundings({ machine, node, postgres, settings, rows, sizes }: Surroundings): void {
  say(
    `\n${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB; Node ${node}, PostgreSQL ${postgres}`,
  );
  say(
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  );
  for (const [name, bytes] of Object.entries(sizes)) {
    const counted = rows[name] === undefined ? '' : `${rows[name].toLocaleString('en')} rows`;
    say(`  ${name.padEnd(48)}${(bytes / 2 ** 20).toFixed(0).padStart(7)} MiB  ${counted}`);
  }
  say('');
}
