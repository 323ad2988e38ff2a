import type { SQL } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { CheckedRule } from '../../check/index.ts';
import type { PersonFacts } from '../../evaluate/person.ts';
import type { PlanContext } from '../../normalize/plan-rule.ts';
import { createPeopleTables, storePeople } from '../../testing/index.ts';
import { compileRule } from '../compile-rule.ts';

/** People in temporary tables of one connection, with another workspace beside them. */
export interface PeopleStore {
  store(people: readonly PersonFacts[]): Promise<void>;
  rows<T>(query: SQL): Promise<T[]>;
  /** Ids of the people of the first workspace who meet a rule, in order. */
  members(rule: CheckedRule, context: PlanContext, personIds?: readonly number[]): Promise<number[]>;
  close(): Promise<void>;
}

/** Opens a store on a server; tests never pass without one. */
export async function openPeopleStore(server: string | undefined): Promise<PeopleStore> {
  if (server === undefined)
    throw new Error('SATSUMA_TEST_DATABASE_URL is not set: run the tests through npm test');
  const sql = postgres(server, {
    max: 1,
    onnotice: () => undefined,
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  });
  const db = drizzle(sql);
  const rows = async <T>(query: SQL): Promise<T[]> => (await db.execute(query)) as unknown as T[];
  await createPeopleTables(rows);
  return {
    rows,
    store: (people) => storePeople(rows, people),
    async members(rule, context, personIds) {
      const compiled = compileRule(rule, { ...context, workspaceId: 1, personIds });
      const found = await rows<{ person_id: number }>(compiled.members());
      return found.map(({ person_id }) => person_id).sort((a, b) => a - b);
    },
    close: () => sql.end(),
  };
}
