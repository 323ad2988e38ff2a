import fc from 'fast-check';
import type {
  Condition,
  Group,
  Operands,
  PropertyGroup,
  Rule,
  RuleNode,
  Scalar,
  Window,
} from '../ast/rule.ts';
import type { OperatorName } from '../ast/operator-name.ts';
import { Period, PastPeriod } from '../ast/rule.ts';
import type { FieldType, ValueType } from '../catalog/catalog.ts';
import { OPERATORS, unitsOf } from '../operators/operators.ts';
import type { World, WorldEvent, WorldPerson } from './world.ts';

/*
 * Random people, events and rules over one small catalog. Values come from small pools that are full of neighbours: the same
 * text in other spellings, instants a millisecond apart, days around clock changes and leap days.
 */

export const RANDOM_WORLD: World = {
  attributes: {
    city: 'text',
    points: 'integer',
    balance: 'decimal',
    optIn: 'boolean',
    born: 'date',
    joined: 'datetime',
    interests: 'list',
    children: {
      fields: [
        { name: 'name', type: 'text' },
        { name: 'age', type: 'integer' },
        { name: 'born', type: 'date' },
      ],
    },
  },
  events: {
    purchase: {
      total: 'decimal',
      items: 'integer',
      category: 'text',
      gift: 'boolean',
      labels: 'list',
      paidAt: 'datetime',
      due: 'date',
    },
    visit: { page: 'text' },
  },
  segments: [
    {
      id: 7,
      name: 'Berliners',
      rule: {
        match: 'all',
        conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value: 'berlin' }],
      },
    },
    {
      id: 8,
      name: 'Quiet people',
      rule: {
        match: 'none',
        conditions: [
          { kind: 'event', event: 'visit', window: { kind: 'last', amount: 2, unit: 'day' } },
          { kind: 'segment', segment: 7, operator: 'member' },
        ],
      },
    },
  ],
};

/** Instants around which everything happens: clock changes, the end of February, the turn of a year. */
export const MOMENTS = [
  { now: '2026-03-29T01:30:00.000Z', timeZone: 'Europe/Zagreb' },
  { now: '2026-10-25T00:59:59.999Z', timeZone: 'Europe/Zagreb' },
  { now: '2026-11-01T06:30:00.000Z', timeZone: 'America/New_York' },
  { now: '2024-02-29T12:00:00.000Z', timeZone: 'America/New_York' },
  { now: '2025-02-28T23:30:00.000Z', timeZone: 'Pacific/Auckland' },
  { now: '2026-01-01T00:00:00.000Z', timeZone: 'UTC' },
] as const;

const TEXTS = [
  'berlin',
  'Berlin',
  ' BERLIN ',
  'Straße',
  'STRASSE',
  'straße',
  'İzmir',
  'izmir',
  'ﬁne',
  'fine',
  'Σίσυφος',
  'σίσυφοσ',
  'e\u0301tude',
  'étude',
  'a*b',
  'a_b',
  '50%',
  '\\',
  'x',
  '👍🏽',
];
const NUMBERS = [0, -1, 1, 2, 3, 10, 0.1, 0.2, 0.3, 0.30000000000000004, 1e15, -2.5];
const INTEGERS = [0, -1, 1, 2, 3, 10, 9007199254740991];

const days = (now: string): fc.Arbitrary<string> =>
  fc
    .integer({ min: -800, max: 800 })
    .map((offset) => new Date(Date.parse(now) + offset * 86_400_000).toISOString().slice(0, 10))
    .chain((day) =>
      fc.constantFrom(day, now.slice(0, 10), '2024-02-29', '2025-02-28', '2026-03-29', '2026-10-25'),
    );

const instants = (now: string): fc.Arbitrary<string> => {
  const at = Date.parse(now);
  const hour = 3_600_000;
  const edges = [0, hour, 24 * hour, 48 * hour, 7 * 24 * hour, 30 * 24 * hour].flatMap((span) => [
    -span - 1,
    -span,
    -span + 1,
    span,
    span + 1,
  ]);
  return fc
    .oneof(
      fc.constantFrom(...edges),
      fc.integer({ min: -90 * 24 * hour, max: 2 * hour }),
      fc.integer({ min: -72, max: 72 }).map((n) => n * hour),
    )
    .map((offset) => new Date(at + offset).toISOString());
};

const values = (type: FieldType, now: string): fc.Arbitrary<unknown> => {
  switch (type) {
    case 'text':
      return fc.constantFrom(...TEXTS);
    case 'integer':
      return fc.constantFrom(...INTEGERS);
    case 'decimal':
      return fc.constantFrom(...NUMBERS);
    case 'boolean':
      return fc.boolean();
    case 'date':
      return days(now);
    case 'datetime':
      return instants(now);
    case 'list':
      return fc.array(fc.constantFrom(...TEXTS), { maxLength: 4 });
  }
};

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 4 });

const record = (
  types: Readonly<Record<string, FieldType>>,
  now: string,
): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record(Object.fromEntries(Object.entries(types).map(([name, type]) => [name, maybe(values(type, now))])))
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

const FIELDS = { name: 'text', age: 'integer', born: 'date' } as const;

/** A person whose values and events lie around an instant; some events are still to come. */
export function personArbitrary(now: string): fc.Arbitrary<WorldPerson> {
  const { children: _, ...plain } = RANDOM_WORLD.attributes;
  const attributes = fc
    .tuple(
      record(plain as Record<string, FieldType>, now),
      maybe(fc.array(record(FIELDS, now), { maxLength: 3 })),
    )
    .map(([known, children]) => (children === undefined ? known : { ...known, children }));
  const event = fc
    .constantFrom('purchase', 'purchase', 'visit')
    .chain((name) =>
      fc.tuple(fc.constant(name), instants(now), record(RANDOM_WORLD.events?.[name] ?? {}, now)),
    ) as fc.Arbitrary<WorldEvent>;
  return fc.record({
    externalId: fc.constantFrom('a-1', 'B-2', 'berlin'),
    emails: fc.array(fc.constantFrom('Ana@example.com', 'ana@EXAMPLE.com', 'b@x.io'), { maxLength: 2 }),
    tags: fc.array(fc.constantFrom('VIP', 'vip', 'beta'), { maxLength: 2 }),
    createdAt: instants(now),
    lastSeenAt: instants(now),
    attributes,
    events: fc.array(event, { maxLength: 7 }),
  });
}

function operands(type: ValueType, now: string, depth: number): fc.Arbitrary<Operands> {
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

function propertyGroup(
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

function windows(now: string): fc.Arbitrary<Window> {
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

function eventCondition(now: string, depth: number): fc.Arbitrary<Condition> {
  const small = fc.integer({ min: 0, max: 3 });
  const count = fc.oneof(
    fc.record({ operator: fc.constantFrom('exactly', 'at_least', 'at_most', 'more_than'), value: small }),
    fc.record({ operator: fc.constant('less_than'), value: fc.integer({ min: 1, max: 3 }) }),
    fc.tuple(small, small).map(([from, to]) => ({ operator: 'between', from, to: from + to })),
  );
  return fc.constantFrom('purchase', 'visit').chain((event) => {
    const types = RANDOM_WORLD.events?.[event] ?? {};
    const group = propertyGroup(types, now, depth + 1);
    const numbers = Object.entries(types)
      .filter(([, type]) => type === 'decimal' || type === 'integer')
      .map(([name]) => name);
    const measure = fc
      .oneof(
        fc.record({ function: fc.constant('distinct'), property: fc.constantFrom(...Object.keys(types)) }),
        ...(numbers.length === 0
          ? []
          : [
              fc.record({
                function: fc.constantFrom('sum', 'average', 'minimum', 'maximum'),
                property: fc.constantFrom(...numbers),
              }),
            ]),
      )
      .chain((given) =>
        operands('decimal', now, depth)
          .filter(({ operator }) => !operator.endsWith('set'))
          .map((compare) => ({ measure: given, compare })),
      );
    const occurrence = fc
      .tuple(fc.constantFrom('first', 'last'), group)
      .map(([which, given]) => ({ occurrence: which, with: given }));
    const asks = fc.oneof(
      fc.constant({}),
      count.map((given) => ({ count: given })),
      measure,
      occurrence,
    );
    return fc.tuple(asks, maybe(windows(now)), maybe(group)).map(([asked, window, where]) => ({
      kind: 'event',
      event,
      ...asked,
      ...(window === undefined ? {} : { window }),
      ...(where === undefined ? {} : { where }),
    })) as fc.Arbitrary<Condition>;
  });
}

function attributeCondition(now: string, depth: number): fc.Arbitrary<Condition> {
  const types: [string, ValueType][] = Object.entries(RANDOM_WORLD.attributes).map(([name, type]) => [
    name,
    typeof type === 'string' ? type : 'objects',
  ]);
  const system: [string, ValueType][] = [
    ['email', 'text'],
    ['externalId', 'text'],
    ['tags', 'list'],
    ['createdAt', 'datetime'],
    ['lastSeenAt', 'datetime'],
  ];
  return fc
    .constantFrom(...types, ...system)
    .chain(([attribute, type]) =>
      operands(type, now, depth).map((given) => ({ kind: 'attribute', attribute, ...given })),
    ) as fc.Arbitrary<Condition>;
}

function group(now: string, depth: number): fc.Arbitrary<Group> {
  const condition = fc.oneof(
    { weight: 5, arbitrary: attributeCondition(now, depth) },
    { weight: 5, arbitrary: eventCondition(now, depth) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('segment'),
        segment: fc.constantFrom(7, 8),
        operator: fc.constantFrom('member', 'not_member'),
      }) as fc.Arbitrary<Condition>,
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'everyone' } as const) },
  );
  const child: fc.Arbitrary<RuleNode> =
    depth < 3
      ? fc.oneof(
          { weight: 4, arbitrary: condition },
          { weight: 1, arbitrary: fc.constant(null).chain(() => group(now, depth + 1)) },
        )
      : condition;
  return fc.record({
    match: fc.constantFrom('all', 'any', 'none'),
    conditions: fc.array(child, { minLength: 1, maxLength: 3 }),
  });
}

/** Rules that pass the check, of every kind of condition. */
export const ruleArbitrary = (now: string): fc.Arbitrary<Rule> => group(now, 1);
