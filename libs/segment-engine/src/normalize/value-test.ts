import type { CalendarUnit, DurationUnit, Operands } from '../ast/rule.ts';
import type { OperatorName } from '../ast/operator-name.ts';
import type { ValueType } from '../catalog/catalog.ts';
import { operatorOf } from '../operators/operators.ts';
import { foldText } from '../text/fold.ts';
import { addToDay, anniversaryDays, daysBetween, durationMs, periodDays, type Day } from '../time/zone.ts';
import { isDay } from '../values/instant.ts';
import type { ScalarFact } from '../values/value.ts';
import { daySpan, endOf, startOf, type Moment } from './moment.ts';
import type { PropertyPlan, Range, Test, ValuePlan } from './plan.ts';

/** What the operator and operands of a condition ask of a value of a type, at a moment. */
export function valuePlan(
  type: ValueType,
  operands: Operands,
  moment: Moment,
  planWhere: (where: NonNullable<Operands['where']>) => PropertyPlan,
): ValuePlan {
  const negates = operatorOf(type, operands.operator)?.negates;
  const operator = negates ?? operands.operator;
  const negated = negates !== undefined;
  if (operator === 'is_set') return { type, negated, test: { test: 'set' } };
  if (operands.where !== undefined) {
    return {
      type,
      negated,
      test: { test: operator as 'any_item' | 'every_item', where: planWhere(operands.where) },
    };
  }
  return { type, negated, test: TESTS[type](operator, operands, moment) };
}

type MakeTest = (operator: OperatorName, operands: Operands, moment: Moment) => Test;

const TESTS: Record<ValueType, MakeTest> = {
  text: textTest,
  integer: numberTest,
  decimal: numberTest,
  boolean: (_, { value }) => ({ test: 'equals', values: [value as boolean] }),
  date: dateTest,
  datetime: datetimeTest,
  list: listTest,
  objects: () => ({ test: 'set' }),
};

const folded = (values: readonly unknown[] = []): string[] => [
  ...new Set(values.map((value) => foldText(value as string))),
];

function textTest(operator: OperatorName, { value, values }: Operands): Test {
  switch (operator) {
    case 'is':
      return { test: 'equals', values: folded([value]) };
    case 'is_any_of':
      return { test: 'equals', values: folded(values) };
    case 'matches':
      return { test: 'matches', pattern: foldText(value as string) };
    default:
      return { test: operator as 'contains' | 'starts_with' | 'ends_with', text: foldText(value as string) };
  }
}

function numberTest(operator: OperatorName, { value, values, from, to }: Operands): Test {
  switch (operator) {
    case 'is':
      return { test: 'equals', values: [value as number] };
    case 'is_any_of':
      return { test: 'equals', values: [...new Set(values as readonly number[])] };
    default:
      return {
        test: 'range',
        range: comparison(operator, value as ScalarFact, from as ScalarFact, to as ScalarFact),
      };
  }
}

function comparison(operator: OperatorName, value: ScalarFact, from: ScalarFact, to: ScalarFact): Range {
  switch (operator) {
    case 'less_than':
    case 'before':
      return { to: { value, inclusive: false } };
    case 'at_most':
    case 'on_or_before':
      return { to: { value, inclusive: true } };
    case 'at_least':
    case 'on_or_after':
      return { from: { value, inclusive: true } };
    case 'more_than':
    case 'after':
      return { from: { value, inclusive: false } };
    default:
      return { from: { value: from, inclusive: true }, to: { value: to, inclusive: true } };
  }
}

const range = (bounds: Range): Test => ({ test: 'range', range: bounds });

function dateTest(operator: OperatorName, operands: Operands, moment: Moment): Test {
  const { value, from, to, amount = 0, unit, period } = operands;
  const { today } = moment;
  const shifted = (by: number): Day => addToDay(today, by, unit as CalendarUnit);
  switch (operator) {
    case 'is':
      return { test: 'equals', values: [value as Day] };
    case 'in_last':
      return range({
        from: { value: shifted(-amount), inclusive: false },
        to: { value: today, inclusive: true },
      });
    case 'more_than_ago':
      return range({ to: { value: shifted(-amount), inclusive: true } });
    case 'in_next':
      return range({
        from: { value: today, inclusive: true },
        to: { value: shifted(amount), inclusive: false },
      });
    case 'more_than_from_now':
      return range({ from: { value: shifted(amount), inclusive: true } });
    case 'exactly_ago':
      return { test: 'equals', values: [shifted(-amount)] };
    case 'exactly_from_now':
      return { test: 'equals', values: [shifted(amount)] };
    case 'in_period': {
      const days = periodDays(period ?? 'today', today);
      return range({
        from: { value: days.from, inclusive: true },
        to: { value: days.until, inclusive: false },
      });
    }
    default:
      return (
        calendarTest(operator, operands, moment) ??
        range(comparison(operator, value as Day, from as Day, to as Day))
      );
  }
}

/** Operators that look at month and day only, the same for days and instants. */
function calendarTest(
  operator: OperatorName,
  { value, amount = 1, unit }: Operands,
  { today, timeZone }: Moment,
): Test | null {
  const monthDays = (first: Day, days: number): Test => ({
    test: 'month_days',
    days: [...anniversaryDays(first, days)].sort(),
    timeZone,
  });
  switch (operator) {
    case 'anniversary_today':
      return monthDays(today, 1);
    case 'anniversary_in_next':
      return monthDays(today, daysBetween(today, addToDay(today, amount, unit as CalendarUnit)));
    case 'anniversary_in_last': {
      const before = addToDay(today, -amount, unit as CalendarUnit);
      return monthDays(addToDay(before, 1, 'day'), daysBetween(before, today));
    }
    case 'month_is':
      return { test: 'month', month: value as number, timeZone };
    default:
      return null;
  }
}

function datetimeTest(operator: OperatorName, operands: Operands, moment: Moment): Test {
  const { amount = 0, unit, period } = operands;
  const { now, today } = moment;
  const duration = (): number => durationMs(amount, unit as DurationUnit);
  const localDay = (day: Day): Test => range(daySpan(day, addToDay(day, 1, 'day'), moment));
  switch (operator) {
    case 'in_last':
      return range({
        from: { value: now - duration(), inclusive: false },
        to: { value: now, inclusive: true },
      });
    case 'more_than_ago':
      return range({ to: { value: now - duration(), inclusive: true } });
    case 'in_next':
      return range({
        from: { value: now, inclusive: false },
        to: { value: now + duration(), inclusive: true },
      });
    case 'more_than_from_now':
      return range({ from: { value: now + duration(), inclusive: false } });
    case 'exactly_ago':
      return localDay(addToDay(today, -amount, unit as CalendarUnit));
    case 'exactly_from_now':
      return localDay(addToDay(today, amount, unit as CalendarUnit));
    case 'in_period': {
      const days = periodDays(period ?? 'today', today);
      return range(daySpan(days.from, days.until, moment));
    }
    default:
      return calendarTest(operator, operands, moment) ?? instantTest(operator, operands, moment);
  }
}

/** Comparisons with an instant, or with a bare day, which stands for its local span. */
function instantTest(operator: OperatorName, { value, from, to }: Operands, moment: Moment): Test {
  const first = (operand: unknown): number => startOf(operand as string, moment);
  /** The last instant of an operand, as the upper end of a range. */
  const upTo = (operand: unknown) =>
    isDay(operand as string)
      ? { value: endOf(operand as string, moment), inclusive: false }
      : { value: first(operand), inclusive: true };
  switch (operator) {
    case 'is':
      return isDay(value as string)
        ? range({ from: { value: first(value), inclusive: true }, to: upTo(value) })
        : { test: 'equals', values: [first(value)] };
    case 'before':
      return range({ to: { value: first(value), inclusive: false } });
    case 'on_or_before':
      return range({ to: upTo(value) });
    case 'on_or_after':
      return range({ from: { value: first(value), inclusive: true } });
    case 'after':
      return isDay(value as string)
        ? range({ from: { value: endOf(value as string, moment), inclusive: true } })
        : range({ from: { value: first(value), inclusive: false } });
    default:
      return range({ from: { value: first(from), inclusive: true }, to: upTo(to) });
  }
}

function listTest(operator: OperatorName, { value, values }: Operands): Test {
  switch (operator) {
    case 'includes_any_of':
      return { test: 'includes_any', items: folded(values) };
    case 'includes_all_of':
      return { test: 'includes_all', items: folded(values) };
    case 'size_at_least':
      return { test: 'size', range: { from: { value: value as number, inclusive: true } } };
    default:
      return { test: 'size', range: { to: { value: value as number, inclusive: true } } };
  }
}
