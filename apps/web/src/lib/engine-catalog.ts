import type { Attribute, EventDefinition as WireEvent } from '@satsuma/contracts';
import {
  SYSTEM_ATTRIBUTES,
  type AttributeDefinition,
  type Catalog,
  type EventDefinition,
  type SegmentDefinition,
} from '@satsuma/segment-engine';

interface WireCatalog {
  readonly attributes: readonly Attribute[];
  readonly events: readonly WireEvent[];
  readonly segments: readonly SegmentDefinition[];
}

/** A catalog in which rules can be read. Where values are stored does not matter for that, so names stand for keys. */
export function engineCatalog({ attributes, events, segments }: WireCatalog): Catalog {
  const definitions = new Map<string, AttributeDefinition>(
    SYSTEM_ATTRIBUTES.map((definition) => [definition.name, definition]),
  );
  for (const attribute of attributes) {
    if (!definitions.has(attribute.name)) definitions.set(attribute.name, attributeDefinition(attribute));
  }
  return {
    attributes: definitions,
    events: new Map(events.map((event, index) => [event.name, eventDefinition(event, index + 1)])),
    segments: new Map(segments.map((segment) => [segment.id, segment])),
  };
}

function attributeDefinition({ name, label, type, fields }: Attribute): AttributeDefinition {
  const source = { kind: 'facts', key: name } as const;
  return { name, label: label || name, type, source, ...(fields === undefined ? {} : { fields }) };
}

function eventDefinition({ name, label, properties }: WireEvent, id: number): EventDefinition {
  return {
    name,
    label: label || name,
    id,
    properties: new Map(
      properties.map((property) => [
        property.name,
        {
          name: property.name,
          label: property.label || property.name,
          type: property.type,
          key: property.name,
        },
      ]),
    ),
  };
}
