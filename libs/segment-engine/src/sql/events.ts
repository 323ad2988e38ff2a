import { sql, type SQL } from 'drizzle-orm';
import { inRange, type EventPlan, type Quantity } from '../normalize/plan.ts';
import { amongPeople, instant, type SqlContext } from './context.ts';
import { propertiesSql, rangeSql } from './value.ts';

/**
 * The people whose answer to an event condition differs from that of somebody without any such event.
 * `holds` is their answer: a condition that somebody without events meets is turned round, so that people who were never
 * seen need not be looked at.
 */
export interface PeopleSet {
  /** `select person_id …`, each person once. */
  readonly select: SQL;
  readonly holds: boolean;
}

export function eventPeople({ selection, asks }: EventPlan, context: SqlContext): PeopleSet {
  const events = sql`events e where e.workspace_id = ${context.workspaceId} and e.event_id = ${selection.event} and ${rangeSql(
    sql`e.occurred_at`,
    selection.range,
    (value: number) => instant(value),
  )}${amongPeople(sql`e.person_id`, context)}${selection.where === undefined ? sql`` : sql` and ${propertiesSql(selection.where, sql`e.facts`)}`}`;
  if (asks.quantity === 'occurrence') return { select: occurrenceSql(asks, events), holds: true };
  const holds = !withoutEvents(asks);
  const condition = asks.quantity === 'count' ? countSql(asks) : measureSql(asks);
  if (
    asks.quantity === 'count' &&
    holds &&
    asks.range.from?.value === 1 &&
    asks.range.from.inclusive &&
    asks.range.to === undefined
  ) {
    return { select: sql`select distinct e.person_id from ${events}`, holds };
  }
  const having = holds ? condition : sql`not ${condition}`;
  return { select: sql`select e.person_id from ${events} group by e.person_id having ${having}`, holds };
}

type Counted = Extract<Quantity, { quantity: 'count' }>;
type Measured = Extract<Quantity, { quantity: 'measure' }>;

/** The answer for somebody who has no such event. */
function withoutEvents(asks: Counted | Measured): boolean {
  if (asks.quantity === 'count') return inRange(0, asks.range);
  const zero = asks.function === 'sum' || asks.function === 'distinct';
  const { test } = asks;
  const positive =
    zero && (test.test === 'equals' ? test.values.includes(0) : inRange(0, test.range as never));
  return positive !== asks.negated;
}

const countSql = ({ range }: Counted): SQL =>
  rangeSql(sql`count(*)`, range, (value: number) => sql`${value}::bigint`);

/** Sums are exact decimals; an average is compared as a sum with a multiple, so that nothing is rounded. */
function measureSql({ function: fn, key, type, test, negated }: Measured): SQL {
  const number = sql`(e.facts->${key})::numeric`;
  const measured = {
    sum: sql`coalesce(sum(${number}), 0)`,
    average: sql`sum(${number})`,
    minimum: sql`min(${number})`,
    maximum: sql`max(${number})`,
    distinct: type === 'list' ? distinctItems(key) : sql`count(distinct e.facts->${key})`,
  }[fn];
  const operand = (value: unknown): SQL =>
    fn === 'average' ? sql`${String(value)}::numeric * count(${number})` : sql`${String(value)}::numeric`;
  const positive =
    test.test === 'equals'
      ? sql`${measured} in (${sql.join(test.values.map(operand), sql`, `)})`
      : rangeSql(measured, test.range as never, operand as (value: never) => SQL);
  const known = sql`coalesce(${positive}, false)`;
  return negated ? sql`not ${known}` : known;
}

/** How many different items the lists of the events have together. */
const distinctItems = (key: string): SQL =>
  sql`(select count(distinct item.value) from jsonb_array_elements(coalesce(jsonb_agg(e.facts->${key}) filter (where e.facts ? ${key}), '[]')) as list(items), jsonb_array_elements_text(list.items) as item(value))`;

function occurrenceSql(
  { which, window, with: group }: Extract<Quantity, { quantity: 'occurrence' }>,
  events: SQL,
): SQL {
  const order = which === 'first' ? sql`asc` : sql`desc`;
  const inWindow =
    window === null ? sql`true` : rangeSql(sql`one.occurred_at`, window, (value: number) => instant(value));
  if (group === undefined) {
    const edge = which === 'first' ? sql`min(e.occurred_at)` : sql`max(e.occurred_at)`;
    const condition = window === null ? sql`true` : rangeSql(edge, window, (value: number) => instant(value));
    return sql`select e.person_id from ${events} group by e.person_id having ${condition}`;
  }
  return sql`select one.person_id from (select distinct on (e.person_id) e.person_id, e.occurred_at, e.facts from ${events} order by e.person_id, e.occurred_at ${order}, e.id ${order}) one where ${inWindow} and ${propertiesSql(group, sql`one.facts`)}`;
}
