import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATORS } from '../operators/operators.ts';
import { evaluateRule } from '../evaluate/index.ts';
import { explainRule } from '../explain/index.ts';
import { readConformance } from './conformance.ts';

const folder = new URL('../../conformance/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const jsonOf = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

const said = (list: readonly { code: string; path: string }[]): string[] =>
  list.map(({ code, path }) => `${code} ${path}`);

describe.each(files)('conformance: %s', (name) => {
  const { catalog, names, people, questions, checks } = readConformance(jsonOf(name));

  for (const { says, rule, complement, now, timeZone, expected } of questions) {
    it(`L2, L3 in memory: ${says}`, () => {
      const context = { catalog, now, timeZone };
      const met = people.filter((person) => evaluateRule(rule, person, context));
      expect(met.map(({ id }) => names[id - 1])).toEqual(expected);
      const others = people.filter((person) => evaluateRule(complement, person, context));
      expect(others.map(({ id }) => names[id - 1])).toEqual(names.filter((one) => !expected.includes(one)));
      expect(explainRule(rule, catalog).length).toBeGreaterThan(0);
    });
  }

  for (const { says, result, issues, warnings } of checks) {
    it(`L1, L8: ${says}`, () => {
      expect(result.ok ? [] : said(result.issues)).toEqual(issues);
      if (warnings !== null) expect(said(result.warnings)).toEqual(warnings);
    });
  }
});

it('every operator of every type is in some case', () => {
  const seen = new Set<string>();
  for (const name of files) {
    const { catalog, questions } = readConformance(jsonOf(name));
    const visit = (node: unknown, types: ReadonlyMap<string, string>): void => {
      if (typeof node !== 'object' || node === null) return;
      const { operator, attribute, property, event } = node as Record<string, string | undefined>;
      const type =
        property === undefined ? catalog.attributes.get(attribute ?? '')?.type : types.get(property);
      if (operator !== undefined && type !== undefined) seen.add(`${type} ${operator}`);
      const properties = event === undefined ? undefined : catalog.events.get(event)?.properties;
      const fields = attribute === undefined ? undefined : catalog.attributes.get(attribute)?.fields;
      const inner = properties
        ? new Map([...properties].map(([key, one]) => [key, one.type]))
        : fields
          ? new Map(fields.map((one) => [one.name, one.type]))
          : types;
      for (const child of Object.values(node)) visit(child, inner);
    };
    for (const { rule } of questions) visit(rule, new Map());
  }
  const all = Object.entries(OPERATORS).flatMap(([type, table]) =>
    Object.keys(table).map((operator) => `${type} ${operator}`),
  );
  expect(all.filter((one) => !seen.has(one))).toEqual([]);
});
