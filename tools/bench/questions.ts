import type { Rule } from '@satsuma/segment-engine';
import type { WorkspaceCatalog } from '@satsuma/database';
import type { BenchDatabase } from './bench-database.ts';

/** A rule, and the best statement that somebody who knows these tables would write to answer the same. */
export interface Question {
  readonly name: string;
  /** Longest p50 in milliseconds that is fine with a million people and twenty million events on two cores. */
  readonly target: number;
  readonly rule: Rule;
  /** One row: `count`, `conditions`, `sample` as the preview gives them. */
  readonly byHand: string;
}

const SAMPLE = 10;

/** What a preview is asked for, from a plain scan to two kinds of events beside attributes. */
export function questions(catalog: WorkspaceCatalog, { workspaceId, now }: BenchDatabase): Question[] {
  const column = (name: string): string => catalog.attributes.find((one) => one.name === name)?.key ?? '';
  const event = (name: string) => catalog.events.find((one) => one.name === name);
  const property = (name: string, of: string): string =>
    String(event(name)?.properties.find((one) => one.name === of)?.id ?? '');
  const ago = (days: number): string =>
    `timestamptz '${new Date(now.getTime() - days * 86_400_000).toISOString()}'`;
  const happened = (name: string, days: number): string =>
    `events where workspace_id = ${workspaceId} and event_id = ${event(name)?.id ?? 0} and occurred_at > ${ago(days)} and occurred_at <= ${ago(0)}`;
  const people = `person_slots f where f.workspace_id = ${workspaceId}`;
  return [
    {
      name: 'three attributes',
      target: 400,
      rule: {
        match: 'all',
        conditions: [
          {
            kind: 'attribute',
            attribute: 'city',
            operator: 'is_any_of',
            values: ['Zagreb', 'Split', 'Rijeka'],
          },
          { kind: 'attribute', attribute: 'plan', operator: 'is_not', value: 'free' },
          { kind: 'attribute', attribute: 'lifetimeValue', operator: 'at_least', value: 100 },
        ],
      },
      byHand: labelled(
        `select person_id, coalesce(${column('city')} in ('zagreb', 'split', 'rijeka'), false) a,
           coalesce(${column('plan')}, '') <> 'free' b, coalesce(${column('lifetimeValue')} >= 100, false) c from ${people}`,
        ['a', 'b', 'c'],
        'a and b and c',
      ),
    },
    {
      name: 'a rare event',
      target: 100,
      rule: {
        match: 'all',
        conditions: [
          {
            kind: 'event',
            event: 'subscription_cancelled',
            window: { kind: 'last', amount: 90, unit: 'day' },
          },
        ],
      },
      byHand: `with who as materialized (select distinct person_id from ${happened('subscription_cancelled', 90)})
        select count(*) as count, array[count(*)] as conditions, array(select person_id from who limit ${SAMPLE}) as sample from who`,
    },
    {
      name: 'two events, nested',
      target: 1500,
      rule: {
        match: 'all',
        conditions: [
          { kind: 'attribute', attribute: 'emailOptIn', operator: 'is', value: true },
          {
            match: 'any',
            conditions: [
              {
                kind: 'event',
                event: 'purchase',
                count: { operator: 'at_least', value: 2 },
                window: { kind: 'last', amount: 60, unit: 'day' },
              },
              {
                kind: 'event',
                event: 'added_to_cart',
                count: { operator: 'at_least', value: 3 },
                window: { kind: 'last', amount: 30, unit: 'day' },
                where: {
                  match: 'all',
                  conditions: [{ property: 'category', operator: 'is', value: 'shoes' }],
                },
              },
            ],
          },
          {
            match: 'none',
            conditions: [{ kind: 'attribute', attribute: 'isStaff', operator: 'is', value: true }],
          },
        ],
      },
      byHand: labelled(
        `select f.person_id, coalesce(${column('emailOptIn')}, false) a, e1.person_id is not null b, e2.person_id is not null c,
           coalesce(${column('isStaff')}, false) d
         from person_slots f left join e1 on e1.person_id = f.person_id left join e2 on e2.person_id = f.person_id
         where f.workspace_id = ${workspaceId}`,
        ['a', '(b or c)', 'b', 'c', 'not d', 'd'],
        'a and (b or c) and not d',
        [
          `e1 as materialized (select person_id from ${happened('purchase', 60)} group by person_id having count(*) >= 2)`,
          `e2 as materialized (select person_id from ${happened('added_to_cart', 30)}
             and facts->>'${property('added_to_cart', 'category')}' = 'shoes' group by person_id having count(*) >= 3)`,
        ],
      ),
    },
    {
      name: 'the most frequent event',
      target: 1500,
      rule: {
        match: 'all',
        conditions: [
          {
            kind: 'event',
            event: 'item_viewed',
            count: { operator: 'at_least', value: 5 },
            window: { kind: 'last', amount: 30, unit: 'day' },
          },
        ],
      },
      byHand: `with who as materialized (select person_id from ${happened('item_viewed', 30)} group by person_id having count(*) >= 5)
        select count(*) as count, array[count(*)] as conditions, array(select person_id from who limit ${SAMPLE}) as sample from who`,
    },
  ];
}

/** Counts over everybody in one pass that several processors share, and a few people who are found on the way. */
function labelled(
  rows: string,
  conditions: readonly string[],
  all: string,
  sets: readonly string[] = [],
): string {
  const letters = [...new Set(conditions.join(' ').match(/\b[a-d]\b/g))].toSorted().join(', ');
  const sum = (truth: string): string => `(select coalesce(sum(n), 0)::bigint from parts where ${truth})`;
  const parts = `parts as materialized (
    select ${letters}, count(*) n, (array_agg(person_id))[1:${SAMPLE}] ids from (${rows}) labelled group by ${letters})`;
  return `with ${[...sets, parts].join(', ')}
    select ${sum(all)} as count, array[${conditions.map(sum).join(', ')}] as conditions,
      array(select id from parts, unnest(ids) id where ${all} limit ${SAMPLE}) as sample`;
}
