import { mkdirSync } from 'node:fs';
import { connect, createWorkspace, migrate, type Connection } from '@satsuma/database';
import postgres from 'postgres';
import { startEmbeddedPostgres, type EmbeddedServer } from '../embedded-postgres.ts';
import { say, sayProgress } from '../progress.ts';
import { seedShop } from '../seed/seed-shop.ts';
import { SHOP_TIME_ZONE } from '../seed/shop/traits.ts';
import type { BenchOptions } from './options.ts';

export interface BenchDatabase {
  readonly url: string;
  readonly connection: Connection;
  readonly workspaceId: number;
  /** The instant up to which things happened in the seeded shop. */
  readonly now: Date;
  stop(): Promise<void>;
}

const SEEDED = 'bench.seeded';

/** The seeded database, made when it is not there yet. A database that was not finished is made anew. */
export async function openBenchDatabase({ people, events, data }: BenchOptions): Promise<BenchDatabase> {
  mkdirSync(data, { recursive: true });
  say(`Starting PostgreSQL on ${data} …`);
  const server = await startEmbeddedPostgres({ directory: data, durable: true });
  try {
    const name = `bench_${people}_${events}`;
    const url = server.url(name);
    if (!(await isSeeded(server, name, url))) await seedDatabase(server, name, url, { people, events });
    const connection = connect(url, { max: 10, name: 'satsuma-bench' });
    const [seeded] = await connection.sql<{ workspaceId: number; at: string }[]>`
      select workspace_id as "workspaceId", details->>'now' as at from audit_log where action = ${SEEDED}`;
    return {
      url,
      connection,
      workspaceId: seeded?.workspaceId ?? 0,
      now: new Date(seeded?.at ?? ''),
      stop: async () => {
        await connection.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function isSeeded(server: EmbeddedServer, name: string, url: string): Promise<boolean> {
  const rows = await withSql(
    server.url('postgres'),
    (sql) => sql`select 1 from pg_database where datname = ${name}`,
  );
  if (rows.length === 0) return false;
  // A newer version may have other tables.
  await migrate(url);
  return withSql(
    url,
    async (sql) => (await sql`select 1 from audit_log where action = ${SEEDED}`).length > 0,
  );
}

async function seedDatabase(
  server: EmbeddedServer,
  name: string,
  url: string,
  size: { readonly people: number; readonly events: number },
): Promise<void> {
  say(`Seeding ${size.people.toLocaleString('en')} people and ${size.events.toLocaleString('en')} events …`);
  const start = performance.now();
  await withSql(server.url('postgres'), async (sql) => {
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)}`;
  });
  await migrate(url);
  const connection = connect(url, { max: 2 });
  try {
    const now = new Date();
    const wanted = { name: 'Bench', timeZone: SHOP_TIME_ZONE, strict: false };
    const { workspace } = await createWorkspace(connection.db, wanted, { actor: 'instance', now });
    await seedShop(connection, {
      workspaceId: workspace.id,
      size: { seed: 1, ...size, now: now.getTime() },
      indexesAfterwards: true,
      onProgress: sayProgress(say, 'rows'),
      finish: async (tx) => {
        await tx`insert into audit_log (workspace_id, actor, action, subject, details)
          values (${workspace.id}, 'instance', ${SEEDED}, 'bench', jsonb_build_object('now', ${now.toISOString()}::text))`;
      },
    });
  } finally {
    await connection.close();
  }
  say(`Seeded in ${((performance.now() - start) / 1000).toFixed(0)} s.`);
}

async function withSql<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
