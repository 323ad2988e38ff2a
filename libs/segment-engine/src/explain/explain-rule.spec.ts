import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Rule } from '../ast/rule.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { MOMENTS, RANDOM_WORLD, catalogOf, ruleArbitrary } from '../testing/index.ts';
import { explainCondition, explainRule, sentencesOf } from './explain-rule.ts';

const small = catalogOf({
  attributes: {
    city: 'text',
    points: 'integer',
    optIn: 'boolean',
    birthDate: 'date',
    joined: 'datetime',
    interests: 'list',
    children: { fields: [{ name: 'name', type: 'text' }] },
  },
  events: { purchase: { category: 'text', amount: 'decimal', paidAt: 'datetime' } },
  segments: [{ id: 12, name: 'Staff', rule: { match: 'all', conditions: [{ kind: 'everyone' }] } }],
});
const LABELS: Record<string, string> = { city: 'City', optIn: 'Opted in', birthDate: 'Birth date' };
const purchase = small.events.get('purchase');
if (purchase === undefined) throw new Error('no event');
const catalog: Catalog = {
  ...small,
  attributes: new Map(
    [...small.attributes].map(([name, one]) => [name, { ...one, label: LABELS[name] ?? one.label }]),
  ),
  events: new Map([
    [
      'purchase',
      {
        ...purchase,
        label: 'Purchase',
        properties: new Map(
          [...purchase.properties].map(([name, one]) => [
            name,
            { ...one, label: name === 'category' ? 'Category' : one.label },
          ]),
        ),
      },
    ],
  ]),
};

const of = (attribute: string, operator: string, operands: object = {}): Condition =>
  ({ kind: 'attribute', attribute, operator, ...operands }) as Condition;
const bought = (more: object = {}): Condition => ({ kind: 'event', event: 'purchase', ...more }) as Condition;
const days = (amount: number) => ({ kind: 'last', amount, unit: 'day' });
const shoes = { match: 'all', conditions: [{ property: 'category', operator: 'is', value: 'shoes' }] };

describe('L9: a condition reads as a sentence', () => {
  it.each<[Condition, string]>([
    [of('city', 'is', { value: 'Zagreb' }), 'City is Zagreb'],
    [of('city', 'is_any_of', { values: ['Zagreb', 'Split'] }), 'City is Zagreb or Split'],
    [of('city', 'is_any_of', { values: ['Zagreb'] }), 'City is Zagreb'],
    [
      of('city', 'is_none_of', { values: ['Zagreb', 'Split', 'Pula'] }),
      'City is none of Zagreb, Split and Pula',
    ],
    [of('city', 'is_none_of', { values: ['Zagreb'] }), 'City is not Zagreb'],
    [of('city', 'is', { value: 'Black or white' }), 'City is “Black or white”'],
    [of('city', 'is', { value: ' x' }), 'City is “ x”'],
    [of('city', 'not_matches', { value: 'b*n' }), 'City does not match “b*n”'],
    [of('city', 'is_not_set'), 'City is not set'],
    [of('points', 'between', { from: 1, to: 2 }), 'points is between 1 and 2'],
    [of('optIn', 'is', { value: true }), 'Opted in is yes'],
    [of('birthDate', 'before', { value: '2000-01-31' }), 'Birth date is before 31 Jan 2000'],
    [of('birthDate', 'in_last', { amount: 1, unit: 'day' }), 'Birth date is in the last day'],
    [of('birthDate', 'more_than_ago', { amount: 18, unit: 'year' }), 'Birth date is 18 years ago or earlier'],
    [of('birthDate', 'more_than_from_now', { amount: 0, unit: 'day' }), 'Birth date is today or later'],
    [of('birthDate', 'exactly_ago', { amount: 0, unit: 'day' }), 'Birth date is today'],
    [
      of('birthDate', 'exactly_from_now', { amount: 1, unit: 'week' }),
      'Birth date is exactly 1 week from now',
    ],
    [of('birthDate', 'not_in_period', { period: 'last_month' }), 'Birth date is not last month'],
    [
      of('birthDate', 'anniversary_in_next', { amount: 7, unit: 'day' }),
      'Birth date has its anniversary in the next 7 days',
    ],
    [of('birthDate', 'month_is', { value: 5 }), 'Birth date is in May of any year'],
    [of('joined', 'after', { value: '2026-01-31T09:30:00Z' }), 'joined is after 31 Jan 2026, 09:30 UTC'],
    [of('joined', 'is', { value: '2026-01-31T09:30:00.005Z' }), 'joined is 31 Jan 2026, 09:30:00.005 UTC'],
    [of('joined', 'more_than_from_now', { amount: 2, unit: 'hour' }), 'joined is more than 2 hours from now'],
    [of('interests', 'includes_all_of', { values: ['a', 'b'] }), 'interests includes all of a and b'],
    [of('interests', 'size_at_most', { value: 1 }), 'interests has at most 1 item'],
    [
      of('children', 'no_item', {
        where: {
          match: 'any',
          conditions: [
            { property: 'name', operator: 'is', value: 'Ana' },
            { property: 'name', operator: 'is_not_set' },
          ],
        },
      }),
      'children has no item where name is Ana, or name is not set',
    ],
    [bought(), 'Purchase at least once'],
    [
      bought({ count: { operator: 'at_least', value: 2 }, window: days(60), where: shoes }),
      'Purchase at least 2 times in the last 60 days, where Category is shoes',
    ],
    [bought({ count: { operator: 'exactly', value: 0 } }), 'Purchase never happened'],
    [
      bought({ count: { operator: 'less_than', value: 1 }, window: days(30) }),
      'Purchase did not happen in the last 30 days',
    ],
    [bought({ count: { operator: 'between', from: 1, to: 3 } }), 'Purchase between 1 and 3 times'],
    [
      bought({ window: { kind: 'more_than_ago', amount: 2, unit: 'week' } }),
      'Purchase at least once, 2 weeks ago or earlier',
    ],
    [
      bought({ window: { kind: 'between_ago', from: 60, to: 30, unit: 'day' } }),
      'Purchase at least once between 60 and 30 days ago',
    ],
    [
      bought({ window: { kind: 'between', from: '2026-01-01T00:00:00Z', to: '2026-02-01' } }),
      'Purchase at least once from 1 Jan 2026, 00:00 UTC to before 1 Feb 2026',
    ],
    [bought({ window: { kind: 'period', period: 'this_year' } }), 'Purchase at least once this year'],
    [
      bought({ window: { kind: 'calendar_days', amount: 7 } }),
      'Purchase at least once in the last 7 calendar days',
    ],
    [
      bought({
        measure: { function: 'sum', property: 'amount' },
        compare: { operator: 'at_least', value: 200 },
        window: days(90),
        where: shoes,
      }),
      'Sum of amount is at least 200 over Purchase in the last 90 days, where Category is shoes',
    ],
    [
      bought({
        measure: { function: 'distinct', property: 'category' },
        compare: { operator: 'more_than', value: 1 },
      }),
      'Number of different values of Category is more than 1 over Purchase at any time',
    ],
    [bought({ occurrence: 'first', window: days(30) }), 'The first Purchase was in the last 30 days'],
    [
      bought({ occurrence: 'last', window: days(30), where: shoes, with: shoes }),
      'The last Purchase (where Category is shoes) was in the last 30 days, and in it Category is shoes',
    ],
    [bought({ occurrence: 'last', with: shoes }), 'In the last Purchase, Category is shoes'],
    [{ kind: 'segment', segment: 12, operator: 'not_member' }, 'Not in segment “Staff”'],
    [{ kind: 'segment', segment: 13, operator: 'member' }, 'In segment 13, which is gone'],
    [{ kind: 'everyone' }, 'Everyone'],
  ])('%j', (condition, text) => expect(explainCondition(condition, catalog)).toBe(text));

  it('tells instants in the zone of the workspace', () => {
    const condition = bought({ window: { kind: 'since', from: '2026-07-01T22:30:00Z' } });
    expect(explainCondition(condition, catalog, { timeZone: 'Europe/Zagreb' })).toBe(
      'Purchase at least once since 2 Jul 2026, 00:30',
    );
  });

  it('names the first values of many and counts the others', () => {
    const values = Array.from({ length: 500 }, (_, index) => `v${index}`);
    expect(explainCondition(of('city', 'is_any_of', { values }), catalog)).toBe(
      'City is v0, v1, v2, v3, v4, v5, v6, v7 or 492 others',
    );
  });
});

describe('L9: a rule reads from top to bottom', () => {
  const rule: Rule = {
    match: 'any',
    conditions: [
      of('city', 'is', { value: 'Zagreb' }),
      {
        match: 'none',
        conditions: [
          { kind: 'segment', segment: 12, operator: 'member' },
          { match: 'all', conditions: [bought(), { kind: 'everyone' }] },
        ],
      },
    ],
  };

  it('has a sentence with path and depth for every node but the root', () => {
    expect(explainRule(rule, catalog)).toEqual([
      { path: '/conditions/0', depth: 1, text: 'City is Zagreb' },
      { path: '/conditions/1', depth: 1, text: 'None of the following:' },
      { path: '/conditions/1/conditions/0', depth: 2, text: 'In segment “Staff”' },
      { path: '/conditions/1/conditions/1', depth: 2, text: 'All of the following:' },
      { path: '/conditions/1/conditions/1/conditions/0', depth: 3, text: 'Purchase at least once' },
      { path: '/conditions/1/conditions/1/conditions/1', depth: 3, text: 'Everyone' },
    ]);
  });

  it('as a list says what the root asks, and puts groups into one sentence', () => {
    expect(sentencesOf(rule, catalog)).toEqual([
      'Any of the following:',
      'City is Zagreb',
      'None of: In segment “Staff”; (All of: Purchase at least once; Everyone)',
    ]);
    expect(sentencesOf({ ...rule, match: 'all' }, catalog)[0]).toBe('City is Zagreb');
  });

  it('keeps names and values as text on one line of a sane length', () => {
    const nasty = `<img src=x onerror=alert(1)>\n\u202E${'x'.repeat(4000)}`;
    const text = explainCondition(of('city', 'is', { value: nasty }), catalog);
    expect(text).toMatch(/^City is “<img src=x onerror=alert\(1\)> x+…”$/);
    expect([...text].length).toBeLessThan(80);
    const labelled = { ...catalog, segments: new Map([[1, { id: 1, name: nasty, rule }]]) };
    expect(
      [...explainCondition({ kind: 'segment', segment: 1, operator: 'member' }, labelled)].length,
    ).toBeLessThan(100);
  });

  it('is never at a loss, whatever rule passes the check', () => {
    const world = catalogOf(RANDOM_WORLD);
    fc.assert(
      fc.property(ruleArbitrary(MOMENTS[0].now), (random) => {
        for (const { text } of explainRule(random, world)) {
          expect(text).not.toMatch(/undefined|null|NaN|\[object|\s{2}|[\n\r]/);
          expect(text.length).toBeGreaterThan(0);
        }
        expect(sentencesOf(random, world).join('')).not.toContain('undefined');
      }),
      { numRuns: 500 },
    );
  });
});
