import { sql, type SQL } from 'drizzle-orm';
import type { PropertyPlan, Range, Test, ValuePlan } from '../normalize/plan.ts';
import type { ValueType } from '../catalog/catalog.ts';
import { instant, joinWith, textArray } from './context.ts';

/**
 * Where a stored value is found: in a JSON object of facts under a key; in a column that holds the same fact (see `SLOTS`);
 * or, for instants that are kept as such, in a column of their own.
 */
export type Place =
  | { readonly kind: 'fact'; readonly object: SQL; readonly key: string }
  | { readonly kind: 'slot'; readonly column: SQL }
  | { readonly kind: 'column'; readonly column: SQL };

/** A condition on one stored value: true or false, never null. */
export function valueSql(plan: ValuePlan, place: Place): SQL {
  const positive = testSql(plan.test, plan.type, place);
  return plan.negated ? sql`not ${positive}` : positive;
}

/** A condition on several texts, of which any one is enough. */
export function anyValueSql(plan: ValuePlan, place: Extract<Place, { kind: 'fact' }>): SQL {
  const { test } = plan;
  const positive =
    test.test === 'set'
      ? present(place)
      : test.test === 'equals'
        ? sql`coalesce(${place.object}->${place.key} ?| ${textArray(test.values as string[])}, false)`
        : sql`exists (select from jsonb_array_elements_text(${place.object}->${place.key}) as item(value) where ${textSql(test, sql`item.value`)})`;
  return plan.negated ? sql`not ${positive}` : positive;
}

const present = (place: Place): SQL =>
  place.kind === 'fact' ? sql`${place.object} ? ${place.key}` : sql`${place.column} is not null`;

const json = (place: Extract<Place, { kind: 'fact' }>): SQL => sql`(${place.object}->${place.key})`;
const text = (place: Place): SQL =>
  place.kind === 'fact' ? sql`(${place.object}->>${place.key})` : place.column;
const known = (condition: SQL): SQL => sql`coalesce(${condition}, false)`;

type Compile<T extends Test> = (test: T, type: ValueType, place: Place) => SQL;

/** One entry for every test: a test that is missing here does not compile. */
const COMPILERS: { readonly [K in Test['test']]: Compile<Extract<Test, { test: K }>> } = {
  set: (_, __, place) => present(place),
  equals: equalsSql,
  contains: onText,
  starts_with: onText,
  ends_with: onText,
  matches: onText,
  range: (test, type, place) => known(rangeSql(scalar(type, place), test.range, operandOf(type, place))),
  month_days: (test, type, place) =>
    known(sql`${monthDay(type, place, test.timeZone)} = any(${textArray(test.days)})`),
  month: (test, type, place) =>
    known(
      sql`substr(${monthDay(type, place, test.timeZone)}, 1, 2) = ${String(test.month).padStart(2, '0')}`,
    ),
  includes_any: (test, _, place) => known(sql`${json(asFact(place))} ?| ${textArray(test.items)}`),
  includes_all: (test, _, place) => known(sql`${json(asFact(place))} ?& ${textArray(test.items)}`),
  size: (test, _, place) =>
    rangeSql(
      sql`coalesce(jsonb_array_length(${json(asFact(place))}), 0)`,
      test.range,
      (value) => sql`${value}::bigint`,
    ),
  any_item: (test, _, place) =>
    sql`exists (select from jsonb_array_elements(${json(asFact(place))}) as item(facts) where ${propertiesSql(test.where, sql`item.facts`)})`,
  every_item: (test, _, place) =>
    sql`(${present(place)} and not exists (select from jsonb_array_elements(${json(asFact(place))}) as item(facts) where not ${propertiesSql(test.where, sql`item.facts`)}))`,
};

function testSql(test: Test, type: ValueType, place: Place): SQL {
  return (COMPILERS[test.test] as Compile<Test>)(test, type, place);
}

function asFact(place: Place): Extract<Place, { kind: 'fact' }> {
  if (place.kind === 'fact') return place;
  throw new Error('Only single values have columns of their own');
}

function onText(test: Test, _: ValueType, place: Place): SQL {
  return known(textSql(test, text(place)));
}

/** A test on one text. Facts are folded and compared by their bytes, whatever the collation of the database. */
function textSql(test: Test, value: SQL): SQL {
  switch (test.test) {
    case 'contains':
      return sql`strpos(${value}, ${test.text}) > 0`;
    case 'starts_with':
      return sql`starts_with(${value}, ${test.text})`;
    case 'ends_with':
      return sql`right(${value}, ${[...test.text].length}::int) = ${test.text}`;
    case 'matches':
      return sql`${value} like ${likePattern(test.pattern)}`;
    default:
      throw new Error(`${test.test} is no test on a text`);
  }
}

const likePattern = (pattern: string): string =>
  pattern
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll(/\*+/g, '%')
    .replaceAll('?', '_');

function equalsSql(test: Extract<Test, { test: 'equals' }>, type: ValueType, place: Place): SQL {
  if (place.kind === 'column') {
    return known(
      sql`${place.column} in (${joinWith(
        test.values.map((value) => instant(value as number)),
        sql`, `,
      )})`,
    );
  }
  if (type === 'text' || type === 'date') {
    const [first, ...more] = test.values as string[];
    return more.length === 0
      ? known(sql`${text(place)} = ${first}`)
      : known(sql`${text(place)} = any(${textArray(test.values as string[])})`);
  }
  if (type === 'boolean') {
    if (place.kind === 'slot')
      return known(test.values[0] === true ? place.column : sql`not ${place.column}`);
    return known(sql`${json(place)} = ${JSON.stringify(test.values[0])}::jsonb`);
  }
  const [first, ...more] = test.values;
  return more.length === 0
    ? known(sql`${scalar(type, place)} = ${operandOf(type, place)(first)}`)
    : known(sql`${scalar(type, place)} = any(${numberArray(test.values as number[], place)})`);
}

/** Numbers as one parameter, however many they are: a statement has a limited number of them. */
const numberArray = (numbers: readonly number[], place: Place): SQL =>
  sql`${`{${numbers.join(',')}}`}::${sql.raw(place.kind === 'slot' ? 'float8[]' : 'numeric[]')}`;

/** The value as something that can be ordered: days as text, numbers and instants as numbers. */
function scalar(type: ValueType, place: Place): SQL {
  if (place.kind === 'column') return place.column;
  if (type === 'date') return sql`${text(place)} collate "C"`;
  return place.kind === 'slot' ? place.column : sql`${json(place)}::numeric`;
}

const operandOf =
  (type: ValueType, place: Place) =>
  (value: unknown): SQL => {
    if (place.kind === 'column') return instant(value as number);
    if (type === 'date') return sql`${value as string}`;
    return place.kind === 'slot' ? sql`${String(value)}::float8` : sql`${String(value)}::numeric`;
  };

/** A range over an ordered value; true when it has no ends. */
export function rangeSql<V>(
  value: SQL,
  { from, to }: Range<V extends string | number | boolean ? V : never>,
  operand: (value: never) => SQL,
): SQL {
  const parts: SQL[] = [];
  if (from !== undefined)
    parts.push(sql`${value} ${from.inclusive ? sql`>=` : sql`>`} ${operand(from.value as never)}`);
  if (to !== undefined)
    parts.push(sql`${value} ${to.inclusive ? sql`<=` : sql`<`} ${operand(to.value as never)}`);
  return parts.length === 0 ? sql`true` : sql`(${joinWith(parts, sql` and `)})`;
}

/** `MM-DD` of a day, or of an instant on the local calendar: the one place where the database knows a time zone. */
function monthDay(type: ValueType, place: Place, timeZone: string): SQL {
  if (type === 'date') return sql`substr(${text(place)}, 6)`;
  const at =
    place.kind === 'column'
      ? place.column
      : sql`to_timestamp(${place.kind === 'slot' ? place.column : sql`${json(place)}::numeric::float8`} / 1000)`;
  return sql`to_char(${at} at time zone ${timeZone}, 'MM-DD')`;
}

/** A group of conditions over the facts of an event or of an item. */
export function propertiesSql(plan: PropertyPlan, object: SQL): SQL {
  if (plan.kind === 'property') return valueSql(plan, { kind: 'fact', object, key: plan.key });
  const parts = plan.children.map((child) => propertiesSql(child, object));
  return matchSql(plan.match, parts);
}

export function matchSql(match: 'all' | 'any' | 'none', parts: readonly SQL[]): SQL {
  if (parts.length === 1 && match !== 'none') return parts[0] as SQL;
  const joined = sql`(${joinWith(parts, match === 'all' ? sql` and ` : sql` or `)})`;
  return match === 'none' ? sql`not ${joined}` : joined;
}
