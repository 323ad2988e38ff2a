import fc from 'fast-check';
import {
  PastPeriod,
  Period,
  type Operands,
  type PropertyGroup,
  type Scalar,
  type Window,
} from '../ast/rule.ts';
import type { OperatorName } from '../ast/operator-name.ts';
import type { FieldType, ValueType } from '../catalog/catalog.ts';
import { OPERATORS, unitsOf } from '../operators/operators.ts';
import { days, FIELDS, instants, values } from './arbitraries.ts';

/** An operator of a type with operands. */
export function operands(type: ValueType, now: string, depth: number): fc.Arbitrary<Operands> {
  const scalar = type === 'objects' ? fc.constant('x') : values(type === 'list' ? 'text' : type, now);
  const single = (type === 'datetime' ? fc.oneof(scalar, days(now)) : scalar) as fc.Arbitrary<Scalar>;
  const names = fc.constantFrom(...(Object.keys(OPERATORS[type]) as OperatorName[]));
  return names.chain((operator): fc.Arbitrary<Operands> => {
    const { shape, least = 1 } = OPERATORS[type][operator] as { shape: string; least?: number };
    switch (shape) {
      case 'value':
        return single.chain((value) =>
          operator.endsWith('matches')
            ? fc
                .constantFrom('*', 'b*', '*n', '?erlin', 'a*b', '*_*', 's*e', '\\', '50%')
                .map((pattern) => ({ operator, value: pattern }))
            : fc.constant({ operator, value }),
        );
      case 'values':
        return fc.array(single, { minLength: 1, maxLength: 3 }).map((list) => ({ operator, values: list }));
      case 'range':
        return fc
          .tuple(single, single)
          .map(([from, to]) => ({ operator, from: from < to ? from : to, to: from < to ? to : from }));
      case 'amount':
        return fc.tuple(fc.integer({ min: least, max: 40 }), fc.constantFrom(...unitsOf(type, operator))).map(
          ([amount, unit]) =>
            ({
              operator,
              amount: unit === 'year' ? Math.max(least, amount % 10) : amount,
              unit,
            }) as Operands,
        );
      case 'period':
        return fc.constantFrom(...Period.options).map((period) => ({ operator, period }));
      case 'month':
        return fc.integer({ min: 1, max: 12 }).map((value) => ({ operator, value }));
      case 'size':
        return fc.integer({ min: 0, max: 3 }).map((value) => ({ operator, value }));
      case 'where':
        return propertyGroup(FIELDS, now, depth + 1).map((where) => ({ operator, where }));
      default:
        return fc.constant({ operator });
    }
  });
}

/** A group of conditions on properties, or on fields. */
export function propertyGroup(
  types: Readonly<Record<string, FieldType>>,
  now: string,
  depth: number,
): fc.Arbitrary<PropertyGroup> {
  const condition = fc
    .constantFrom(...Object.entries(types))
    .chain(([property, type]) => operands(type, now, depth).map((given) => ({ property, ...given })));
  const child =
    depth < 5
      ? fc.oneof(
          { weight: 5, arbitrary: condition },
          { weight: 1, arbitrary: fc.constant(null).chain(() => propertyGroup(types, now, depth + 1)) },
        )
      : condition;
  return fc.record({
    match: fc.constantFrom('all', 'any', 'none'),
    conditions: fc.array(child, { minLength: 1, maxLength: 2 }),
  });
}

export function windows(now: string): fc.Arbitrary<Window> {
  const unit = fc.constantFrom('minute', 'hour', 'day', 'week');
  const amount = fc.constantFrom(1, 2, 7, 24, 30);
  return fc.oneof(
    fc.record({ kind: fc.constant('last'), amount, unit }),
    fc.record({ kind: fc.constant('more_than_ago'), amount: fc.constantFrom(0, 1, 2, 7), unit }),
    fc
      .tuple(amount, unit, fc.nat({ max: 6 }))
      .map(([from, of, to]) => ({ kind: 'between_ago', from, to: Math.min(to, from - 1), unit: of })),
    fc.tuple(instants(now), instants(now)).map(([a, b]) => ({
      kind: 'between',
      from: a < b ? a : b,
      to: a < b ? b : new Date(Date.parse(a) + 1).toISOString(),
    })),
    fc.record({ kind: fc.constant('since'), from: fc.oneof(instants(now), days(now)) }),
    fc.record({ kind: fc.constant('before'), to: fc.oneof(instants(now), days(now)) }),
    fc.record({ kind: fc.constant('period'), period: fc.constantFrom(...PastPeriod.options) }),
    fc.record({ kind: fc.constant('calendar_days'), amount: fc.constantFrom(1, 2, 7, 30) }),
  ) as fc.Arbitrary<Window>;
}
