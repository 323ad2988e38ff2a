import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConformance } from '../testing/index.ts';
import { openPeopleStore, type PeopleStore } from './testing/people-store.fixture.ts';

const folder = new URL('../../conformance/', import.meta.url);
let store: PeopleStore;
beforeAll(async () => {
  store = await openPeopleStore(process.env['SATSUMA_TEST_DATABASE_URL']);
});
afterAll(() => store.close());

const families = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const json: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    return { name, ...readConformance(json) };
  })
  .filter(({ questions }) => questions.length > 0);

describe.each(families)('conformance: $name', ({ catalog, names, people, questions }) => {
  beforeAll(() => store.store(people));

  for (const { says, rule, complement, now, timeZone, expected } of questions) {
    it(`L2, L3 in Postgres: ${says}`, async () => {
      const context = { catalog, now, timeZone };
      const named = (ids: readonly number[]): (string | undefined)[] => ids.map((id) => names[id - 1]);
      expect(named(await store.members(rule, context))).toEqual(expected);
      const others = names.filter((one) => !expected.includes(one));
      expect(named(await store.members(complement, context))).toEqual(others);
    });
  }
});
