import type { PropertyCondition, PropertyGroup } from '../ast/rule.ts';
import type { FieldDefinition, FieldType } from '../catalog/catalog.ts';
import { predicateWords } from './operands.ts';
import type { Zone } from './time.ts';
import { nameWords } from './words.ts';

/** What the properties of an event, or the fields of an item, are called and what type they have. */
export type Properties = ReadonlyMap<string, { readonly label: string; readonly type: FieldType }>;

export const fieldsOf = (fields: readonly FieldDefinition[] = []): Properties =>
  new Map(fields.map(({ name, type }) => [name, { label: name, type }]));

/** A group of conditions on properties inside a sentence; groups within it stand in brackets. */
export function propertyGroupWords(group: PropertyGroup, properties: Properties, zone: Zone): string {
  const parts = group.conditions.map((node) =>
    'conditions' in node
      ? `(${propertyGroupWords(node, properties, zone)})`
      : propertyWords(node, properties, zone),
  );
  switch (group.match) {
    case 'all':
      return parts.join(', and ');
    case 'any':
      return parts.join(', or ');
    case 'none':
      return parts.length === 1 ? `not: ${parts.join('')}` : `none of: ${parts.join('; ')}`;
  }
}

/** A condition on a property, such as `Category is shoes or bags`. */
export function propertyWords(condition: PropertyCondition, properties: Properties, zone: Zone): string {
  const known = properties.get(condition.property);
  const words = predicateWords(condition, {
    subject: { type: known?.type },
    zone,
    sayWhere: (where) => propertyGroupWords(where, new Map(), zone),
  });
  return `${nameWords(known?.label ?? condition.property)} ${words}`;
}
