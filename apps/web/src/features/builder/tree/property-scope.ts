import type { PropertyEntry } from '../catalog/build-catalog.ts';
import type { ValueSource } from '../operands/value-source.ts';

/** The names that conditions of a group may speak of: properties of an event, or fields of an item. */
export interface PropertyScope {
  readonly kind: 'Property' | 'Field';
  readonly subjects: ReadonlyMap<string, PropertyEntry>;
  readonly sourceOf: (name: string) => ValueSource;
}
