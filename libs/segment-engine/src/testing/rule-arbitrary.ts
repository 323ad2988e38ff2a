import fc from 'fast-check';
import type { Condition, Group, Rule, RuleNode } from '../ast/rule.ts';
import type { FieldType, ValueType } from '../catalog/catalog.ts';
import { maybe, RANDOM_WORLD } from './arbitraries.ts';
import { operands, propertyGroup, windows } from './operand-arbitrary.ts';
import type { World } from './world.ts';

/** Rules over a world that pass the check, of every kind of condition. */
export const ruleArbitrary = (now: string, world: World = RANDOM_WORLD): fc.Arbitrary<Rule> =>
  group(now, world, 1);

function counts(): fc.Arbitrary<object> {
  const small = fc.integer({ min: 0, max: 3 });
  return fc
    .oneof(
      fc.record({ operator: fc.constantFrom('exactly', 'at_least', 'at_most', 'more_than'), value: small }),
      fc.record({ operator: fc.constant('less_than'), value: fc.integer({ min: 1, max: 3 }) }),
      fc.tuple(small, small).map(([from, to]) => ({ operator: 'between', from, to: from + to })),
    )
    .map((count) => ({ count }));
}

function measures(types: Readonly<Record<string, FieldType>>, now: string): fc.Arbitrary<object>[] {
  const all = Object.keys(types);
  const numbers = all.filter((name) => types[name] === 'decimal' || types[name] === 'integer');
  const of = (functions: readonly string[], properties: readonly string[]): fc.Arbitrary<object>[] =>
    properties.length === 0
      ? []
      : [fc.record({ function: fc.constantFrom(...functions), property: fc.constantFrom(...properties) })];
  const compares = operands('decimal', now, 6).filter(({ operator }) => !operator.endsWith('set'));
  return [...of(['distinct'], all), ...of(['sum', 'average', 'minimum', 'maximum'], numbers)].map((measure) =>
    fc.tuple(measure, compares).map(([given, compare]) => ({ measure: given, compare })),
  );
}

function eventCondition(now: string, world: World, depth: number): fc.Arbitrary<Condition> {
  return fc.constantFrom(...Object.keys(world.events ?? {})).chain((event) => {
    const types = world.events?.[event] ?? {};
    const hasProperties = Object.keys(types).length > 0;
    const where = hasProperties ? propertyGroup(types, now, depth + 1) : fc.constant(undefined);
    const occurrence = fc
      .tuple(fc.constantFrom('first', 'last'), where, windows(now))
      .map(([which, given, window]) =>
        given === undefined ? { occurrence: which, window } : { occurrence: which, with: given },
      );
    const asks = fc.oneof(fc.constant({}), counts(), ...measures(types, now), occurrence);
    return fc.tuple(asks, maybe(windows(now)), maybe(where)).map(([asked, window, picked]) => ({
      kind: 'event',
      event,
      ...(window === undefined ? {} : { window }),
      ...asked,
      ...(picked === undefined ? {} : { where: picked }),
    })) as fc.Arbitrary<Condition>;
  });
}

const SYSTEM: readonly [string, ValueType][] = [
  ['email', 'text'],
  ['phone', 'text'],
  ['externalId', 'text'],
  ['type', 'text'],
  ['tags', 'list'],
  ['createdAt', 'datetime'],
  ['updatedAt', 'datetime'],
  ['lastSeenAt', 'datetime'],
];

function attributeCondition(now: string, world: World, depth: number): fc.Arbitrary<Condition> {
  const own = Object.entries(world.attributes).map(([name, type]): [string, ValueType] => [
    name,
    typeof type === 'string' ? type : 'objects',
  ]);
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom(...own) },
      { weight: 1, arbitrary: fc.constantFrom(...SYSTEM) },
    )
    .chain(([attribute, type]) =>
      operands(type, now, depth).map((given) => ({ kind: 'attribute', attribute, ...given })),
    ) as fc.Arbitrary<Condition>;
}

function segmentCondition(world: World): fc.Arbitrary<Condition> {
  const ids = (world.segments ?? []).map(({ id }) => id);
  if (ids.length === 0) return fc.constant({ kind: 'everyone' });
  return fc.record({
    kind: fc.constant('segment'),
    segment: fc.constantFrom(...ids),
    operator: fc.constantFrom('member', 'not_member'),
  });
}

function group(now: string, world: World, depth: number): fc.Arbitrary<Group> {
  const condition = fc.oneof(
    { weight: 10, arbitrary: attributeCondition(now, world, depth) },
    { weight: 10, arbitrary: eventCondition(now, world, depth) },
    { weight: 3, arbitrary: segmentCondition(world) },
    { weight: 1, arbitrary: fc.constant({ kind: 'everyone' } as const) },
  );
  const child: fc.Arbitrary<RuleNode> =
    depth < 3
      ? fc.oneof(
          { weight: 4, arbitrary: condition },
          { weight: 1, arbitrary: fc.constant(null).chain(() => group(now, world, depth + 1)) },
        )
      : condition;
  return fc.record({
    match: fc.constantFrom('all', 'any', 'none'),
    conditions: fc.array(child, { minLength: 1, maxLength: 3 }),
  });
}
