import { boolean, doublePrecision, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { SLOTS } from '@satsuma/segment-engine';
import { instant, reference, workspaceId } from './columns.ts';

const numbered = <C>(prefix: keyof typeof SLOTS, column: (name: string) => C): Record<string, C> =>
  Object.fromEntries(
    Array.from({ length: SLOTS[prefix] }, (_, index) => [
      `${prefix}${index + 1}`,
      column(`${prefix}${index + 1}`),
    ]),
  );

/**
 * Single values out of `person_facts.facts`, a column each, for scans over everybody. Triggers on `person_facts` keep it;
 * nothing else writes it. Columns are called as the keys of the facts (`n1`, `b1`, `t1` …).
 */
export const personSlots = pgTable(
  'person_slots',
  {
    workspaceId: workspaceId(),
    personId: reference('person_id').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    ...numbered('n', (name) => doublePrecision(name)),
    ...numbered('b', (name) => boolean(name)),
    ...numbered('t', (name) => text(name)),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.personId] })],
);
