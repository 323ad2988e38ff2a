import { describe, expect, it } from 'vitest';
import { evaluateRule } from '../../evaluate/index.ts';
import { readScenarios } from './read-scenarios.fixture.ts';

const scenarios = readScenarios();

describe.skipIf(scenarios === null)(
  'scenarios of other engines, in memory (skipped without the data beside the project)',
  () => {
    it('plays most of them, and says which not and why', async ({ annotate }) => {
      const { scenes = [], leftOut = new Map<string, readonly string[]>() } = scenarios ?? {};
      const out = [...leftOut].map(
        ([reason, ids]) => `${ids.length} left out: ${reason} (${ids.join(', ')})`,
      );
      await annotate([`${scenes.length} scenes played`, ...out].join('\n'));
      expect([...leftOut.values()].flat().length).toBeLessThan(scenes.length / 5);
    });

    it.each(scenarios?.scenes ?? [])(
      'L3: $says',
      ({ rule, catalog, now, timeZone, names, people, expected, unspecified }) => {
        const met = people.filter((person) => evaluateRule(rule, person, { catalog, now, timeZone }));
        const members = met
          .map(({ id }) => names[id - 1] ?? '')
          .filter((name) => !unspecified.includes(name));
        expect(members.sort()).toEqual([...expected].sort());
      },
    );
  },
);
