import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../ast/rule.ts';
import { LIMITS } from '../limits.ts';
import { MOMENTS, RANDOM_WORLD, catalogOf, ruleArbitrary } from '../testing/index.ts';
import { checkRule } from './check-rule.ts';

const catalog = catalogOf(RANDOM_WORLD);
const issuesOf = (input: unknown) => {
  const result = checkRule(input, catalog);
  return result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path}`);
};
const all = (...conditions: unknown[]) => ({ match: 'all', conditions });
const city = { kind: 'attribute', attribute: 'city', operator: 'is', value: 'Berlin' };

describe('L1: nothing may silently make a segment larger', () => {
  it.each<[string, unknown, string[]]>([
    ['an empty group', all(), ['rule.empty /conditions']],
    [
      'an unknown attribute',
      all({ ...city, attribute: 'cty' }),
      ['attribute.unknown /conditions/0/attribute'],
    ],
    [
      'an unknown operator',
      all({ ...city, operator: 'equals' }),
      ['operator.unknown /conditions/0/operator'],
    ],
    [
      'an operator of another type',
      all({ ...city, operator: 'less_than' }),
      ['operator.not_for_type /conditions/0/operator'],
    ],
    ['a value of another type', all({ ...city, value: 5 }), ['value.type /conditions/0/value']],
    ['text that folds to nothing', all({ ...city, value: '  ' }), ['value.invalid /conditions/0/value']],
    [
      'an empty list',
      all({ ...city, operator: 'is_any_of', value: undefined, values: [] }),
      ['rule.empty /conditions/0/values'],
    ],
    ['an unknown key', all({ ...city, values: ['x'] }), ['rule.key_unknown /conditions/0/values']],
    ['an unknown event', all({ kind: 'event', event: 'purchse' }), ['event.unknown /conditions/0/event']],
    [
      'an unknown property',
      all({ kind: 'event', event: 'purchase', where: all({ property: 'totl', operator: 'is', value: 1 }) }),
      ['property.unknown /conditions/0/where/conditions/0/property'],
    ],
    [
      'an unknown segment',
      all({ kind: 'segment', segment: 99, operator: 'member' }),
      ['segment.unknown /conditions/0/segment'],
    ],
    ['a bare condition', city, ['rule.wrap ']],
    ['an unknown kind', all({ kind: 'person' }), ['value.invalid /conditions/0/kind']],
    ['another version', { version: 2, ...all(city) }, ['rule.version /version']],
    [
      'a fraction for an integer',
      all({ kind: 'attribute', attribute: 'points', operator: 'is', value: 1.5 }),
      ['value.invalid /conditions/0/value'],
    ],
    [
      'from after to',
      all({ kind: 'attribute', attribute: 'points', operator: 'between', from: 3, to: 2 }),
      ['value.range /conditions/0/from'],
    ],
    [
      'an amount of none',
      all({ kind: 'attribute', attribute: 'born', operator: 'in_last', amount: 0, unit: 'day' }),
      ['value.range /conditions/0/amount'],
    ],
    [
      'a window of none',
      all({ kind: 'event', event: 'visit', window: { kind: 'last', amount: 0, unit: 'day' } }),
      ['value.range /conditions/0/window/amount'],
    ],
    [
      'a window beyond ten years',
      all({ kind: 'event', event: 'visit', window: { kind: 'last', amount: 3654, unit: 'day' } }),
      ['rule.limit /conditions/0/window/amount'],
    ],
    [
      'a measure of text',
      all({
        kind: 'event',
        event: 'purchase',
        measure: { function: 'sum', property: 'category' },
        compare: { operator: 'at_least', value: 1 },
      }),
      ['operator.not_for_type /conditions/0/measure/property'],
    ],
    [
      'an occurrence without window and with',
      all({ kind: 'event', event: 'visit', occurrence: 'first' }),
      ['rule.key_missing /conditions/0/window'],
    ],
    ['something that is no object', 'everyone', ['rule.type ']],
  ])('refuses %s', (_, input, issues) => expect(issuesOf(JSON.parse(JSON.stringify(input)))).toEqual(issues));

  it('says everything at once', () => {
    const input = all({ ...city, attribute: 'cty' }, all(), {
      kind: 'event',
      event: 'nope',
      window: { kind: 'last' },
    });
    expect(issuesOf(input)).toEqual([
      'attribute.unknown /conditions/0/attribute',
      'rule.empty /conditions/1/conditions',
      'event.unknown /conditions/2/event',
      'rule.key_missing /conditions/2/window/amount',
      'rule.key_missing /conditions/2/window/unit',
    ]);
  });

  it('suggests what was probably meant', () => {
    const result = checkRule(all({ ...city, attribute: 'citty' }), catalog);
    expect(result).toMatchObject({ ok: false, issues: [{ suggestions: ['city'] }] });
  });
});

describe('a window between a day and an instant', () => {
  const between = (from: string, to: string) =>
    issuesOf(all({ kind: 'event', event: 'purchase', window: { kind: 'between', from, to } }));

  it.each([
    ['2026-02-01', '2026-01-31T20:00:00Z'],
    ['2026-02-01T05:00:00Z', '2026-02-01'],
  ])('is taken when it is in order in some zone: %s to %s', (from, to) =>
    expect(between(from, to)).toEqual([]),
  );

  it.each([
    ['2026-02-04', '2026-02-01T20:00:00Z'],
    ['2026-02-04T00:00:00Z', '2026-02-01'],
    ['2026-02-02', '2026-02-01'],
    ['2026-02-01T00:00:01Z', '2026-02-01T00:00:00Z'],
  ])('is refused when it ends before it starts everywhere: %s to %s', (from, to) =>
    expect(between(from, to)).toEqual(['value.range /conditions/0/window/from']),
  );
});

describe('L1: suggestions', () => {
  const suggested = (input: unknown) => {
    const result = checkRule(input, catalog);
    return result.ok ? [] : result.issues.flatMap(({ suggestions }) => suggestions);
  };

  it.each<[string, unknown, string]>([
    ['a name in another case', all({ ...city, attribute: 'CITY' }), 'city'],
    ['an event in another case', all({ kind: 'event', event: 'Purchase' }), 'purchase'],
    ['an operator in another spelling', all({ ...city, operator: 'isNot' }), 'is_not'],
    ['a number in quotation marks', all({ ...city, attribute: 'points', value: '10' }), '10'],
    ['a day of an instant', all({ ...city, attribute: 'born', value: '2026-01-31T10:00:00Z' }), '2026-01-31'],
    [
      'an offset',
      all({ ...city, attribute: 'joined', value: '2026-01-31 10:00:00' }),
      '2026-01-31T10:00:00Z',
    ],
    ['a segment by name', all({ kind: 'segment', segment: 'Berliners', operator: 'member' }), '7'],
    ['a key', all({ ...city, val: 'Paris' }), 'value'],
  ])('%s', (_, input, wanted) => expect(suggested(input)[0]).toBe(wanted));

  it('a bare condition is shown wrapped, and that is a rule', () => {
    const [wrapped = ''] = suggested(city);
    expect(checkRule(JSON.parse(wrapped), catalog).ok).toBe(true);
  });

  it('people are customers or leads', () => {
    const { warnings } = checkRule(all({ ...city, attribute: 'type', value: 'leed' }), catalog);
    expect(warnings).toMatchObject([{ code: 'value.unseen', suggestions: ['lead'] }]);
  });
});

describe('limits', () => {
  const many = (count: number) =>
    all(...Array.from({ length: count }, (_, index) => ({ ...city, value: `c${index}` })));
  const nested = (depth: number): unknown => (depth === 1 ? all(city) : all(nested(depth - 1)));

  it('takes 100 conditions, not 101', () => {
    expect(issuesOf(many(LIMITS.conditions))).toEqual([]);
    expect(issuesOf(many(LIMITS.conditions + 1))).toEqual(['rule.limit /conditions/100']);
  });

  it('takes depth 6, not 7; where goes on from its group', () => {
    expect(issuesOf(nested(6))).toEqual([]);
    expect(issuesOf(nested(7))).toHaveLength(1);
    const event = { kind: 'event', event: 'visit', where: all({ property: 'page', operator: 'is_set' }) };
    const deep = (depth: number): unknown => (depth === 1 ? all(event) : all(deep(depth - 1)));
    expect(issuesOf(deep(5))).toEqual([]);
    expect(issuesOf(deep(6))).toHaveLength(1);
  });

  it('takes 500 values, not 501', () => {
    const values = (count: number) =>
      all({
        kind: 'attribute',
        attribute: 'city',
        operator: 'is_any_of',
        values: Array.from({ length: count }, (_, index) => `v${index}`),
      });
    expect(issuesOf(values(500))).toEqual([]);
    expect(issuesOf(values(501))).toEqual(['rule.limit /conditions/0/values']);
  });
});

describe('segments that mention segments', () => {
  const rule = (segment: number): Rule => ({
    match: 'all',
    conditions: [{ kind: 'segment', segment, operator: 'member' }],
  });
  const chain = catalogOf({
    attributes: { city: 'text' },
    segments: [
      { id: 1, name: 'A', rule: all(city) as Rule },
      ...[2, 3, 4, 5, 6].map((id) => ({ id, name: String.fromCharCode(64 + id), rule: rule(id - 1) })),
    ],
  });

  it('spells a cycle', () => {
    const result = checkRule(rule(3), chain, { self: 1 });
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'segment.cycle' }] });
    if (!result.ok) expect(result.issues[0]?.message).toContain('“A” → “C” → “B” → “A”');
  });

  it('follows a chain of five mentions, not of six', () => {
    expect(checkRule(rule(5), chain).ok).toBe(true);
    expect(checkRule(rule(6), chain)).toMatchObject({ ok: false, issues: [{ code: 'rule.limit' }] });
  });
});

describe('L10: the check is bounded', () => {
  it('takes 64 KiB, not a byte more, counted in UTF-8', () => {
    const rule = (fill: number) =>
      all(...Array.from({ length: 16 }, (_, index) => ({ ...city, value: `${index}`.padEnd(3900, 'a') })), {
        ...city,
        value: 'ž'.repeat(100) + 'b'.repeat(fill),
      });
    const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;
    const fill = LIMITS.ruleBytes - bytes(rule(0));
    expect(bytes(rule(fill))).toBe(65_536);
    expect(issuesOf(rule(fill))).toEqual([]);
    expect(issuesOf(rule(fill + 1))).toEqual(['rule.limit ']);
  });

  it.each([10, 1_000, 16_000, 1_000_000])(
    'lists that nest %i deep overflow nothing, wherever they stand',
    (depth) => {
      let deep: unknown = 1;
      for (let level = 0; level < depth; level += 1) deep = [deep];
      const places: unknown[] = [
        deep,
        { match: deep, conditions: deep },
        all(deep),
        all({ ...city, value: deep }),
        all({ ...city, operator: 'is_any_of', value: undefined, values: deep }),
        all({ ...city, attribute: deep, operator: deep }),
        all({ ...city, operator: 'is_any_of', value: undefined, values: { deep } }),
        all({
          kind: 'event',
          event: 'visit',
          window: deep,
          count: deep,
          where: deep,
          occurrence: deep,
          with: deep,
        }),
        all({ kind: 'event', event: 'purchase', measure: deep, compare: deep }),
        all({ kind: 'segment', segment: deep, operator: deep }),
        { kind: deep },
        { ...city, value: deep },
      ];
      for (const place of places) expect(checkRule(place, catalog).ok).toBe(false);
    },
  );

  it('groups that nest 2,000 deep are refused where the seventh begins', () => {
    let deep: unknown = all(city);
    for (let level = 0; level < 2000; level += 1) deep = { match: 'all', conditions: [deep] };
    expect(issuesOf(deep)).toEqual([`rule.limit ${'/conditions/0'.repeat(6)}`]);
  });

  it('is quick whatever it is given', () => {
    const names = Array.from({ length: 5000 }, (_, index) => [`attribute${index}`, 'text'] as const);
    const large = catalogOf({ attributes: Object.fromEntries(names) });
    const slips = Array.from({ length: 1500 }, (_, index) => ({ ...city, attribute: `atribute${index}` }));
    const start = performance.now();
    expect(checkRule(all(...slips), large).ok).toBe(false);
    const lists = Array.from({ length: 25 }, (_, index) => ({
      ...city,
      operator: index % 2 === 0 ? 'is_any_of' : 'is_none_of',
      value: undefined,
      values: Array.from({ length: 300 }, (_unused, item) => `${index}-${item}`),
    }));
    expect(checkRule(JSON.parse(JSON.stringify(all(...lists))), catalog).ok).toBe(true);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('follows many mentions once, and counts what they come to', () => {
    const conditions = (ids: readonly number[]) =>
      ids.map((segment) => ({ kind: 'segment', segment, operator: 'member' }) as const);
    const layer = (index: number): number[] => Array.from({ length: 90 }, (_, one) => index * 100 + one + 1);
    const segments = [0, 1, 2, 3].flatMap((index) =>
      layer(index).map((id) => ({
        id,
        name: `s${id}`,
        rule: (index === 0 ? all(city) : { match: 'any', conditions: conditions(layer(index - 1)) }) as Rule,
      })),
    );
    const web = catalogOf({ attributes: { city: 'text' }, segments });
    expect(checkRule({ match: 'any', conditions: conditions(layer(1)) }, web).ok).toBe(true);
    const result = checkRule({ match: 'any', conditions: conditions(layer(3)) }, web);
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'rule.limit', path: '' }] });
  });
});

describe('L8: the check is total and canonical', () => {
  it('never throws, whatever JSON comes in', () => {
    fc.assert(fc.property(fc.jsonValue(), (input) => typeof checkRule(input, catalog).ok === 'boolean'));
  });

  it('takes every random rule, and its own output as it is', () => {
    fc.assert(
      fc.property(ruleArbitrary(MOMENTS[0].now), (rule) => {
        const result = checkRule(rule, catalog);
        if (!result.ok) throw new Error(JSON.stringify(result.issues));
        expect(checkRule(JSON.parse(JSON.stringify(result.rule)), catalog)).toMatchObject({
          ok: true,
          rule: result.rule,
        });
      }),
    );
  });
});
