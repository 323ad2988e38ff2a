import fc from 'fast-check';
import type { Rule } from '../ast/rule.ts';
import type { FieldType } from '../catalog/catalog.ts';
import { FIELD_LIST } from './arbitraries.ts';
import { ruleArbitrary } from './rule-arbitrary.ts';
import type { World, WorldAttribute } from './world.ts';

const TYPES = ['text', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'list'] as const;

const named = <T>(prefix: string, list: readonly T[]): Record<string, T> =>
  Object.fromEntries(list.map((one, index) => [`${prefix}${index}`, one]));

/** Random catalogs: attributes and events of any types, and segments that mention one another, at most four deep. */
export function worldArbitrary(now: string): fc.Arbitrary<World> {
  const type = fc.constantFrom<FieldType>(...TYPES);
  const attribute = fc.oneof(
    { weight: 8, arbitrary: type },
    { weight: 1, arbitrary: fc.constant<WorldAttribute>({ fields: FIELD_LIST }) },
  );
  const properties = fc.array(type, { maxLength: 4 }).map((types) => named('p', types));
  return fc
    .record({
      attributes: fc.array(attribute, { minLength: 1, maxLength: 8 }).map((list) => named('a', list)),
      events: fc.array(properties, { minLength: 1, maxLength: 3 }).map((list) => named('e', list)),
    })
    .chain((world) => withSegments(world, now, 4));
}

function withSegments(world: World, now: string, most: number): fc.Arbitrary<World> {
  if (most === 0) return fc.constant(world);
  const { segments = [] } = world;
  const add = ruleArbitrary(now, world).chain((rule: Rule) => {
    const segment = { id: segments.length + 1, name: `Segment ${segments.length + 1}`, rule };
    return withSegments({ ...world, segments: [...segments, segment] }, now, most - 1);
  });
  return fc.oneof({ weight: 1, arbitrary: fc.constant(world) }, { weight: 3, arbitrary: add });
}
