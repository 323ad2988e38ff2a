import type { Catalog, FieldDefinition, FieldType, ValueType } from '../catalog/catalog.ts';
import { SLOTS, SLOT_KINDS } from '../catalog/slot.ts';
import { SYSTEM_ATTRIBUTES } from '../catalog/standard.ts';
import type { PersonFacts } from '../evaluate/person.ts';
import type { Rule } from '../ast/rule.ts';
import { parseInstant } from '../values/instant.ts';
import { parseObjects } from '../values/objects.ts';
import { parseValue, type Fact } from '../values/value.ts';

/** A small world in wire form: what conformance cases and tests are written in. */
export interface World {
  readonly attributes: Readonly<Record<string, ValueType | WorldAttribute>>;
  readonly events?: Readonly<Record<string, Readonly<Record<string, FieldType>>>>;
  readonly segments?: readonly { readonly id: number; readonly name: string; readonly rule: Rule }[];
}

/** With `fields` it is a list of objects. */
export interface WorldAttribute {
  readonly type?: ValueType;
  readonly label?: string;
  readonly fields?: readonly FieldDefinition[];
  readonly knownValues?: readonly string[];
}

export interface WorldPerson {
  readonly externalId?: string;
  readonly type?: 'customer' | 'lead';
  readonly emails?: readonly string[];
  readonly phones?: readonly string[];
  readonly tags?: readonly string[];
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly lastSeenAt?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly events?: readonly WorldEvent[];
}

export type WorldEvent = readonly [
  name: string,
  occurredAt: string,
  properties?: Readonly<Record<string, unknown>>,
];

/** The catalog of a world, with keys as they are given where people are stored: a free slot, else a number. */
export function catalogOf(world: World): Catalog {
  const attributes = new Map(SYSTEM_ATTRIBUTES.map((definition) => [definition.name, definition]));
  const taken = { n: 0, b: 0, t: 0 };
  for (const [index, [name, given]] of Object.entries(world.attributes).entries()) {
    const one: WorldAttribute = typeof given === 'string' ? { type: given } : given;
    const type = one.type ?? 'objects';
    const slot = SLOT_KINDS[type];
    const key =
      slot === null || taken[slot] === SLOTS[slot] ? String(100 + index) : `${slot}${(taken[slot] += 1)}`;
    attributes.set(name, { label: name, ...one, name, type, source: { kind: 'facts', key } });
  }
  const events = new Map(
    Object.entries(world.events ?? {}).map(([name, properties], index) => {
      const list = Object.entries(properties).map(([property, type], position) => {
        return [
          property,
          { name: property, label: property, type, key: String(1000 * (index + 1) + position) },
        ] as const;
      });
      return [name, { name, label: name, id: index + 1, properties: new Map(list) }] as const;
    }),
  );
  return {
    attributes,
    events,
    segments: new Map((world.segments ?? []).map((segment) => [segment.id, segment])),
  };
}

/** A person of a world as the evaluators see it. Throws on a value that does not fit: the case is wrong then. */
export function personOf(person: WorldPerson, id: number, catalog: Catalog, firstEventId = 1): PersonFacts {
  const facts: Record<string, Fact> = { type: person.type ?? 'customer' };
  const put = (key: string, type: ValueType, raw: unknown, fields?: readonly FieldDefinition[]): void => {
    const parsed = type === 'objects' ? parseObjects(raw, fields) : parseValue(type, raw);
    if (!parsed.ok) throw new Error(`${key}: ${parsed.problem.message}`);
    if (!parsed.missing) facts[key] = parsed.fact;
  };
  put('externalId', 'text', person.externalId ?? null);
  put('email', 'list', person.emails ?? null);
  put('phone', 'list', person.phones ?? null);
  put('tags', 'list', person.tags ?? null);
  for (const [name, raw] of Object.entries(person.attributes ?? {})) {
    const definition = catalog.attributes.get(name);
    if (definition === undefined || definition.source.kind !== 'facts')
      throw new Error(`no attribute ${name}`);
    put(definition.source.key, definition.type, raw, definition.fields);
  }
  const events = (person.events ?? []).map(([name, occurredAt, properties = {}], index) => {
    const definition = catalog.events.get(name);
    if (definition === undefined) throw new Error(`no event ${name}`);
    return {
      id: firstEventId + index,
      event: definition.id,
      occurredAt: instantOf(occurredAt),
      facts: eventFacts(properties, definition.properties),
    };
  });
  const createdAt = instantOf(person.createdAt ?? '2020-01-01T00:00:00Z');
  const updatedAt = person.updatedAt === undefined ? createdAt : instantOf(person.updatedAt);
  const lastSeenAt = person.lastSeenAt === undefined ? null : instantOf(person.lastSeenAt);
  return { id, facts, createdAt, updatedAt, lastSeenAt, events };
}

function eventFacts(
  properties: Readonly<Record<string, unknown>>,
  known: ReadonlyMap<string, { readonly key: string; readonly type: FieldType }>,
): Record<string, Fact> {
  const facts: Record<string, Fact> = {};
  for (const [name, raw] of Object.entries(properties)) {
    const definition = known.get(name);
    if (definition === undefined) throw new Error(`no property ${name}`);
    const parsed = parseValue(definition.type, raw);
    if (!parsed.ok) throw new Error(`${name}: ${parsed.problem.message}`);
    if (!parsed.missing) facts[definition.key] = parsed.fact;
  }
  return facts;
}

function instantOf(text: string): number {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`${text} is no instant`);
  return instant;
}
