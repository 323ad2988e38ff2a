import type { TransactionSql } from 'postgres';

/**
 * Loads rows while the secondary indexes of the tables are away, and builds them afterwards, which is much faster for millions of
 * rows. Everybody else waits for the transaction. Keys stay.
 */
export async function withIndexesAfterwards(
  tx: TransactionSql<{ bigint: number }>,
  tables: readonly string[],
  load: () => Promise<void>,
): Promise<void> {
  const indexes = await tx<{ name: string; definition: string }[]>`
    select i.indexname as name, i.indexdef as definition from pg_indexes i
    where i.schemaname = 'public' and i.tablename in ${tx([...tables])}
      and not exists (select from pg_constraint c where c.conname = i.indexname)`;
  for (const { name } of indexes) await tx`drop index ${tx(name)}`;
  await load();
  await tx`set local maintenance_work_mem = '1GB'`;
  for (const { definition } of indexes) await tx.unsafe(definition);
}
