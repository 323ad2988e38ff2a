import { sql } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';

/**
 * Those of some names of time zones that the database knows too, in the given order. Rules are evaluated there as well, so a zone that
 * only the engine knows would fail every build.
 */
export async function zonesOfDatabase(db: Executor, names: readonly string[]): Promise<string[]> {
  const wanted = JSON.stringify(names.map((name) => name.toLowerCase()));
  const rows = await db.execute<{ name: string }>(sql`
    select lower(name) as name from pg_timezone_names
    where lower(name) in (select jsonb_array_elements_text(${wanted}::jsonb))`);
  const known = new Set(rows.map(({ name }) => name));
  return names.filter((name) => known.has(name.toLowerCase()));
}
