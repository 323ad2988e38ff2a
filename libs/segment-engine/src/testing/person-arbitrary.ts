import fc from 'fast-check';
import type { FieldType } from '../catalog/catalog.ts';
import { FIELDS, instants, maybe, RANDOM_WORLD, values } from './arbitraries.ts';
import type { World, WorldEvent, WorldPerson } from './world.ts';

const record = (
  types: Readonly<Record<string, FieldType>>,
  now: string,
): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record(Object.fromEntries(Object.entries(types).map(([name, type]) => [name, maybe(values(type, now))])))
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

/** A person of a world whose values and events lie around an instant: some events are still to come, some came twice. */
export function personArbitrary(now: string, world: World = RANDOM_WORLD): fc.Arbitrary<WorldPerson> {
  const attributes = Object.entries(world.attributes).map(([name, type]) => {
    const value =
      typeof type === 'string'
        ? values(type as FieldType, now)
        : fc.array(record(FIELDS, now), { maxLength: 3 });
    return [name, maybe(value)] as const;
  });
  const events = Object.keys(world.events ?? {});
  const event = fc
    .constantFrom(...events)
    .chain((name) =>
      fc.tuple(fc.constant(name), instants(now), record(world.events?.[name] ?? {}, now)),
    ) as fc.Arbitrary<WorldEvent>;
  return fc.record({
    externalId: fc.constantFrom('a-1', 'B-2', 'berlin'),
    type: fc.constantFrom('customer', 'lead'),
    emails: fc.array(fc.constantFrom('Ana@example.com', 'ana@EXAMPLE.com', 'b@x.io'), { maxLength: 2 }),
    phones: fc.array(fc.constantFrom('+385911234567', '+4930123456'), { maxLength: 2 }),
    tags: fc.array(fc.constantFrom('VIP', 'vip', 'beta'), { maxLength: 2 }),
    createdAt: instants(now),
    updatedAt: instants(now),
    lastSeenAt: instants(now),
    attributes: fc
      .record(Object.fromEntries(attributes))
      .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))),
    events: fc
      .tuple(fc.array(event, { maxLength: 7 }), fc.boolean())
      .map(([drawn, twice]) => (twice ? [...drawn, ...drawn.slice(0, 2)] : drawn)),
  });
}
