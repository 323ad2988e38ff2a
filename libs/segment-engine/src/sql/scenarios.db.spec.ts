import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readScenarios } from '../testing/scenarios/read-scenarios.fixture.ts';
import { openPeopleStore, type PeopleStore } from './testing/people-store.fixture.ts';

const scenarios = readScenarios();

describe.skipIf(scenarios === null)(
  'scenarios of other engines, in Postgres (skipped without the data beside the project)',
  () => {
    let store: PeopleStore;
    beforeAll(async () => {
      store = await openPeopleStore(process.env['SATSUMA_TEST_DATABASE_URL']);
    });
    afterAll(() => store.close());

    it.each(scenarios?.scenes ?? [])(
      'L3: $says',
      async ({ rule, catalog, now, timeZone, names, people, expected, unspecified }) => {
        await store.store(people);
        const met = await store.members(rule, { catalog, now, timeZone });
        const members = met.map((id) => names[id - 1] ?? '').filter((name) => !unspecified.includes(name));
        expect(members.sort()).toEqual([...expected].sort());
      },
    );
  },
);
