import fc from 'fast-check';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRule } from '../check/index.ts';
import { evaluateRule } from '../evaluate/index.ts';
import type { Rule } from '../ast/rule.ts';
import {
  MOMENTS,
  RANDOM_WORLD,
  catalogOf,
  personArbitrary,
  createPeopleTables,
  personOf,
  ruleArbitrary,
  storePeople,
  type Execute,
} from '../testing/index.ts';
import type { PersonFacts } from '../evaluate/person.ts';
import { compileRule } from './compile-rule.ts';

const server = process.env['SATSUMA_TEST_DATABASE_URL'];
if (server === undefined)
  throw new Error('SATSUMA_TEST_DATABASE_URL is not set: run the tests through npm test');

/** How many worlds, and how many rules on each. */
const WORLDS = Number(process.env['SATSUMA_PROPERTY_RUNS'] ?? 20);
const RULES = 120;

const catalog = catalogOf(RANDOM_WORLD);
const sql = postgres(server, {
  max: 1,
  onnotice: () => undefined,
  types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
});
const db = drizzle(sql);

const execute: Execute = (statement) => db.execute(statement);

beforeAll(() => createPeopleTables(execute));
afterAll(() => sql.end());

async function compare(
  rule: Rule,
  people: readonly PersonFacts[],
  now: number,
  timeZone: string,
): Promise<void> {
  const result = checkRule(rule, catalog);
  if (!result.ok) throw new Error(`not a rule: ${JSON.stringify(result.issues)}`);
  const context = { catalog, now, timeZone };
  const expected = people.filter((person) => evaluateRule(result.rule, person, context)).map(({ id }) => id);
  const compiled = compileRule(result.rule, { ...context, workspaceId: 1 });
  const ids = async (of: ReturnType<typeof compileRule>): Promise<number[]> =>
    (await db.execute<{ person_id: number }>(of.members())).map((row) => row.person_id).sort((a, b) => a - b);
  expect(await ids(compiled)).toEqual(expected);
  const [total] = await db.execute<{ count: number }>(compiled.count());
  expect(total?.count).toBe(expected.length);
  const [row] = await db.execute<{ count: number; conditions: number[]; sample: number[] | null }>(
    compiled.counts(3),
  );
  expect(row?.count).toBe(expected.length);
  expect(row?.sample ?? []).toHaveLength(Math.min(3, expected.length));
  expect(expected).toEqual(expect.arrayContaining(row?.sample ?? []));
  expect(row?.conditions).toHaveLength(compiled.paths.length);
  for (const [index, path] of compiled.paths.entries()) {
    const alone = checkRule({ match: 'all', conditions: [nodeAt(result.rule, path)] }, catalog);
    if (!alone.ok) throw new Error('a part of a rule is a rule');
    const count = people.filter((person) => evaluateRule(alone.rule, person, context)).length;
    expect(row?.conditions[index], path).toBe(count);
  }
  const some = people.filter((_, index) => index % 3 === 0).map(({ id }) => id);
  const restricted = compileRule(result.rule, { ...context, workspaceId: 1, personIds: some });
  expect(await ids(restricted)).toEqual(expected.filter((id) => some.includes(id)));
}

const nodeAt = (rule: Rule, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], rule);

describe('L3: memory and the database have one meaning', () => {
  for (const { now, timeZone } of MOMENTS) {
    it(
      `agree on random people, events and rules at ${now} in ${timeZone}`,
      { timeout: 600_000 },
      async () => {
        const people = fc.array(personArbitrary(now), { minLength: 25, maxLength: 25 });
        const seeds = Math.max(1, Math.round(WORLDS / MOMENTS.length));
        for (let seed = 1; seed <= seeds; seed += 1) {
          const [drawn = []] = fc.sample(people, { seed, numRuns: 1 });
          let events = 1;
          const facts = drawn.map((person, index) => {
            const one = personOf(person, index + 1, catalog, events);
            events += one.events.length;
            return one;
          });
          await storePeople(execute, facts);
          const property = fc.asyncProperty(ruleArbitrary(now), (rule) =>
            compare(rule, facts, Date.parse(now), timeZone),
          );
          await fc.assert(property, { numRuns: RULES, seed });
        }
      },
    );
  }
});
