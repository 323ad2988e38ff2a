import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rule } from '../ast/rule.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { checkRule } from '../check/index.ts';
import { evaluateRule, type PersonFacts } from '../evaluate/index.ts';
import type { PlanContext } from '../normalize/plan-rule.ts';
import {
  MOMENTS,
  RANDOM_WORLD,
  ZONES,
  catalogOf,
  personArbitrary,
  personOf,
  ruleArbitrary,
  worldArbitrary,
  type World,
  type WorldPerson,
} from '../testing/index.ts';
import { compileRule } from './compile-rule.ts';
import { openPeopleStore, type PeopleStore } from './testing/people-store.fixture.ts';

/** Worlds with 25 people each; a longer run sets `SATSUMA_PROPERTY_RUNS` to some hundreds, and another `SATSUMA_PROPERTY_SEED`. */
const WORLDS = Number(process.env['SATSUMA_PROPERTY_RUNS'] ?? 36);
const FIRST_SEED = Number(process.env['SATSUMA_PROPERTY_SEED'] ?? 1);
const RULES = 90;
const PEOPLE = 25;

let store: PeopleStore;
beforeAll(async () => {
  store = await openPeopleStore(process.env['SATSUMA_TEST_DATABASE_URL']);
});
afterAll(() => store.close());

/** Compares everything that a compiled rule answers with what the evaluator in memory says of each person. */
async function compare(rule: Rule, people: readonly PersonFacts[], context: PlanContext): Promise<void> {
  const checked = checkRule(rule, context.catalog);
  if (!checked.ok) throw new Error(`not a rule: ${JSON.stringify(checked.issues)}`);
  const expected = people.filter((person) => evaluateRule(checked.rule, person, context)).map(({ id }) => id);
  expect(await store.members(checked.rule, context)).toEqual(expected);
  const some = people.filter((_, index) => index % 3 === 0).map(({ id }) => id);
  expect(await store.members(checked.rule, context, some)).toEqual(
    expected.filter((id) => some.includes(id)),
  );

  const compiled = compileRule(checked.rule, { ...context, workspaceId: 1 });
  const [total] = await store.rows<{ count: number }>(compiled.count());
  expect(total?.count).toBe(expected.length);
  const [row] = await store.rows<{ count: number; conditions: number[]; sample: number[] | null }>(
    compiled.counts(3),
  );
  expect(row?.count).toBe(expected.length);
  expect(row?.sample ?? []).toHaveLength(Math.min(3, expected.length));
  expect(expected).toEqual(expect.arrayContaining(row?.sample ?? []));
  expect(row?.conditions).toEqual(
    compiled.paths.map((path) => countAlone(nodeAt(checked.rule, path), people, context)),
  );
}

function countAlone(node: unknown, people: readonly PersonFacts[], context: PlanContext): number {
  const alone = checkRule({ match: 'all', conditions: [node] }, context.catalog);
  if (!alone.ok) throw new Error('a part of a rule is a rule');
  return people.filter((person) => evaluateRule(alone.rule, person, context)).length;
}

const nodeAt = (rule: Rule, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], rule);

function factsOf(people: readonly WorldPerson[], catalog: Catalog): PersonFacts[] {
  let events = 1;
  return people.map((person, index) => {
    const one = personOf(person, index + 1, catalog, events);
    events += one.events.length;
    return one;
  });
}

const draw = <T>(arbitrary: fc.Arbitrary<T>, seed: number): T => {
  const [one] = fc.sample(arbitrary, { seed, numRuns: 1 });
  return one as T;
};

async function holdTogether(
  world: World,
  now: string,
  zones: readonly string[],
  seed: number,
): Promise<void> {
  const catalog = catalogOf(world);
  const crowd = fc.array(personArbitrary(now, world), { minLength: PEOPLE, maxLength: PEOPLE });
  const people = factsOf(draw(crowd, seed), catalog);
  await store.store(people);
  const property = fc.asyncProperty(ruleArbitrary(now, world), fc.constantFrom(...zones), (rule, timeZone) =>
    compare(rule, people, { catalog, now: Date.parse(now), timeZone }),
  );
  await fc.assert(property, { numRuns: RULES, seed });
}

describe('L3: memory and the database have one meaning', () => {
  const seeds = (worlds: number): number[] =>
    Array.from(
      { length: Math.max(1, Math.round(worlds / MOMENTS.length)) },
      (_, index) => FIRST_SEED + index,
    );

  describe.each(MOMENTS)('at $now', ({ now, timeZone }) => {
    it('for random rules over a catalog with everything', { timeout: 3_600_000 }, async () => {
      for (const seed of seeds(WORLDS / 3)) await holdTogether(RANDOM_WORLD, now, [timeZone], seed);
    });

    it('for random rules over random catalogs in random zones', { timeout: 3_600_000 }, async () => {
      for (const seed of seeds((WORLDS * 2) / 3)) {
        await holdTogether(draw(worldArbitrary(now), seed), now, ZONES, seed);
      }
    });
  });
});
