import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../check/index.ts';
import { sentencesOf } from '../explain/index.ts';
import { catalogOf } from '../testing/index.ts';
import { compileRule } from './compile-rule.ts';

const catalog = catalogOf({
  attributes: {
    city: 'text',
    points: 'integer',
    birthDate: 'date',
    joined: 'datetime',
    optIn: 'boolean',
    interests: 'list',
    children: { fields: [{ name: 'age', type: 'integer' }] },
  },
  events: { purchase: { category: 'text', price: 'decimal', labels: 'list' }, visit: { page: 'text' } },
  segments: [
    {
      id: 1,
      name: 'Lately here',
      rule: {
        match: 'all',
        conditions: [{ kind: 'event', event: 'visit', window: { kind: 'last', amount: 30, unit: 'day' } }],
      },
    },
  ],
});

const of = (attribute: string, operator: string, operands: object = {}) => ({
  kind: 'attribute',
  attribute,
  operator,
  ...operands,
});
const bought = (more: object = {}) => ({ kind: 'event', event: 'purchase', ...more });
const last = (amount: number) => ({ kind: 'last', amount, unit: 'day' });
const all = (...conditions: unknown[]) => ({ match: 'all', conditions });
const shoes = all({ property: 'category', operator: 'is', value: 'shoes' });

const RULES: Readonly<Record<string, unknown>> = {
  everyone: all({ kind: 'everyone' }),
  'text-is': all(of('city', 'is', { value: 'Berlin' })),
  'text-is-none-of': all(of('city', 'is_none_of', { values: ['Berlin', "L'Aquila", 'a"b\\c'] })),
  'text-contains-and-matches': all(
    of('city', 'contains', { value: '50%' }),
    of('city', 'matches', { value: 'b?r*_n' }),
  ),
  'number-between': all(of('points', 'between', { from: 1, to: 10 })),
  'number-is-any-of': all(of('points', 'is_any_of', { values: [1, 2, 3] })),
  'date-age': all(of('birthDate', 'more_than_ago', { amount: 30, unit: 'year' })),
  'date-anniversary': all(of('birthDate', 'anniversary_in_next', { amount: 3, unit: 'day' })),
  'datetime-day': all(of('joined', 'is', { value: '2026-03-29' })),
  'datetime-month': all(of('joined', 'month_is', { value: 3 })),
  'seen-lately': all(of('lastSeenAt', 'in_last', { amount: 7, unit: 'day' })),
  'list-and-email': all(
    of('interests', 'includes_all_of', { values: ['shoes', 'bags'] }),
    of('email', 'ends_with', { value: '@example.com' }),
  ),
  'objects-any-item': all(
    of('children', 'any_item', { where: all({ property: 'age', operator: 'less_than', value: 3 }) }),
  ),
  'event-once': all(bought({ window: last(30) })),
  'event-count-where': all(
    bought({ count: { operator: 'at_least', value: 2 }, window: last(60), where: shoes }),
  ),
  'event-never': all(
    bought({ count: { operator: 'exactly', value: 0 }, window: { kind: 'period', period: 'last_month' } }),
  ),
  'event-sum': all(
    bought({
      measure: { function: 'sum', property: 'price' },
      compare: { operator: 'at_least', value: 200 },
    }),
  ),
  'event-average': all(
    bought({
      measure: { function: 'average', property: 'price' },
      compare: { operator: 'is_not', value: 10 },
    }),
  ),
  'event-distinct-items': all(
    bought({
      measure: { function: 'distinct', property: 'labels' },
      compare: { operator: 'more_than', value: 3 },
    }),
  ),
  'event-first': all(
    bought({
      occurrence: 'first',
      window: { kind: 'between', from: '1997-02-01T00:00:00Z', to: '1997-03-01T00:00:00Z' },
    }),
  ),
  'event-last-with': all(bought({ occurrence: 'last', with: shoes })),
  'segments-and-groups': all(of('optIn', 'is', { value: true }), {
    match: 'none',
    conditions: [{ kind: 'segment', segment: 1, operator: 'member' }, bought({ window: last(30) })],
  }),
  'two-events': {
    match: 'any',
    conditions: [bought({ window: last(30) }), { kind: 'event', event: 'visit' }],
  },
};

const folder = new URL('golden/', import.meta.url);
const dialect = new PgDialect();

/** A statement as people read it: a line for every clause, parameters beside their values. */
function readable(statement: SQL): string {
  const { sql, params } = dialect.sqlToQuery(statement);
  return sql
    .replaceAll(/\$(\d+)/g, (name, index: string) => `${name} /* ${String(params[Number(index) - 1])} */`)
    .replaceAll(/ (from|where|group by|having|order by|left join|join|union all|limit) /g, '\n  $1 ')
    .replaceAll(/(?<=\)), (?=e\d+ as materialized)/g, ',\n')
    .replaceAll(/\) select /g, ')\nselect ');
}

function goldenOf(rule: unknown): string {
  const result = checkRule(rule, catalog);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const now = Date.parse('2026-04-01T12:00:00Z');
  const compiled = compileRule(result.rule, { catalog, now, timeZone: 'Europe/Zagreb', workspaceId: 1 });
  const among = compileRule(result.rule, {
    catalog,
    now,
    timeZone: 'Europe/Zagreb',
    workspaceId: 1,
    personIds: [7, 8],
  });
  const sentences = sentencesOf(result.rule, catalog, { timeZone: 'Europe/Zagreb' });
  return [
    ...sentences.map((sentence) => `-- ${sentence}`),
    '',
    `-- members\n${readable(compiled.members())};`,
    '',
    `-- members among 7 and 8\n${readable(among.members())};`,
    '',
    `-- count\n${readable(compiled.count())};`,
    '',
    `-- counts, with a sample of 10\n${readable(compiled.counts(10))};`,
    '',
  ].join('\n');
}

describe('golden SQL', () => {
  const writes = process.env['SATSUMA_GOLDEN'] === 'write';

  it.each(Object.entries(RULES))('%s', (name, rule) => {
    const file = new URL(`${name}.sql`, folder);
    const golden = goldenOf(rule);
    if (writes) writeFileSync(file, golden);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : null, 'npm run golden rewrites it').toBe(golden);
  });

  it('has no file without a rule', () => {
    const names = readdirSync(folder).map((name) => name.replace(/\.sql$/, ''));
    expect(names.sort()).toEqual(Object.keys(RULES).sort());
  });
});
