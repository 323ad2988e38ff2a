import type { Attribute, EventDefinition as WireEvent, Property, Segment } from '@satsuma/contracts';
import {
  SYSTEM_ATTRIBUTES,
  type AttributeDefinition,
  type Catalog,
  type EventDefinition,
  type FieldDefinition,
  type FieldType,
  type PropertyDefinition,
  type ValueType,
} from '@satsuma/segment-engine';

/** What people are told about a name of the catalog beside what the check needs. */
export interface Wording {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly synonyms: readonly string[];
}

export interface AttributeEntry extends Wording {
  readonly type: ValueType;
  readonly sensitive: boolean;
  readonly fields: readonly FieldDefinition[];
}

export interface PropertyEntry extends Wording {
  readonly type: FieldType;
  readonly sensitive: boolean;
}

export interface EventEntry extends Wording {
  readonly properties: ReadonlyMap<string, PropertyEntry>;
}

/** The catalog of the workspace as the builder needs it: for the check, and for people. */
export interface BuilderCatalog {
  readonly engine: Catalog;
  readonly attributes: ReadonlyMap<string, AttributeEntry>;
  readonly events: ReadonlyMap<string, EventEntry>;
}

export interface WireCatalog {
  readonly attributes: readonly Attribute[];
  readonly events: readonly WireEvent[];
  readonly segments: readonly Pick<Segment, 'id' | 'name' | 'rule'>[];
}

/** The browser only checks and explains rules: where values are stored does not matter, so names stand for keys. */
export function buildCatalog({ attributes, events, segments }: WireCatalog): BuilderCatalog {
  const system = new Map(SYSTEM_ATTRIBUTES.map((definition) => [definition.name, definition]));
  const engineAttributes = new Map<string, AttributeDefinition>(system);
  for (const attribute of attributes) {
    if (!system.has(attribute.name)) engineAttributes.set(attribute.name, engineAttribute(attribute));
  }
  return {
    engine: {
      attributes: engineAttributes,
      events: new Map(events.map((event, index) => [event.name, engineEvent(event, index + 1)])),
      segments: new Map(segments.map(({ id, name, rule }) => [id, { id, name, rule }])),
    },
    attributes: attributeEntries(attributes, engineAttributes),
    events: new Map(events.map((event) => [event.name, eventEntry(event)])),
  };
}

function engineAttribute({ name, label, type, fields }: Attribute): AttributeDefinition {
  return {
    name,
    label: label || name,
    type,
    source: { kind: 'facts', key: name },
    ...(fields === undefined ? {} : { fields }),
  };
}

function engineEvent({ name, label, properties }: WireEvent, id: number): EventDefinition {
  const engineProperty = (property: Property): PropertyDefinition => ({
    name: property.name,
    label: property.label || property.name,
    type: property.type,
    key: property.name,
  });
  return {
    name,
    label: label || name,
    id,
    properties: new Map(properties.map((property) => [property.name, engineProperty(property)])),
  };
}

function attributeEntries(
  wire: readonly Attribute[],
  known: ReadonlyMap<string, AttributeDefinition>,
): ReadonlyMap<string, AttributeEntry> {
  const described = new Map(wire.map((attribute) => [attribute.name, attribute]));
  const entries = [...known.values()].map(({ name, label, type, fields = [] }): AttributeEntry => {
    const words = described.get(name);
    return {
      name,
      label: words?.label || label,
      type,
      fields,
      description: words?.description ?? '',
      synonyms: words?.synonyms ?? [],
      sensitive: words?.sensitive ?? false,
    };
  });
  return new Map(entries.map((entry) => [entry.name, entry]));
}

const eventEntry = ({ name, label, description, synonyms, properties }: WireEvent): EventEntry => ({
  name,
  label: label || name,
  description,
  synonyms,
  properties: new Map(
    properties.map((property) => [property.name, { ...property, label: property.label || property.name }]),
  ),
});
