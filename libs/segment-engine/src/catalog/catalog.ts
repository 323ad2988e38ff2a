import type { Rule } from '../ast/rule.ts';

/** Types of attributes and event properties (SPEC.md, "People"); `objects` is for attributes only. */
export type ValueType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'list' | 'objects';

/** Types that a field of an `objects` attribute can have. */
export type FieldType = Exclude<ValueType, 'objects'>;

export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
}

/**
 * Where the stored value of an attribute is found.
 * `facts`: under `key` in the folded facts of the person. `createdAt`, `updatedAt`, `lastSeenAt`: a column of its own.
 */
export type AttributeSource =
  | { readonly kind: 'facts'; readonly key: string }
  | { readonly kind: 'column'; readonly column: 'createdAt' | 'updatedAt' | 'lastSeenAt' };

export interface AttributeDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: ValueType;
  /** True for e-mail and phone: a person has several, and a condition asks whether any of them fits. */
  readonly multiple?: boolean;
  readonly source: AttributeSource;
  readonly fields?: readonly FieldDefinition[];
  /** Values seen in the data, as people spell them, most frequent first; absent when not looked up or sensitive. */
  readonly knownValues?: readonly string[];
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Key in the folded facts of the event. */
  readonly key: string;
  readonly knownValues?: readonly string[];
}

export interface EventDefinition {
  readonly name: string;
  readonly label: string;
  /** The number that stands for the event name in stored events. */
  readonly id: number;
  readonly properties: ReadonlyMap<string, PropertyDefinition>;
}

export interface SegmentDefinition {
  readonly id: number;
  readonly name: string;
  /** As stored: it was checked when it was saved. */
  readonly rule: Rule;
}

/** Everything a rule may speak of in one workspace. */
export interface Catalog {
  readonly attributes: ReadonlyMap<string, AttributeDefinition>;
  readonly events: ReadonlyMap<string, EventDefinition>;
  readonly segments: ReadonlyMap<number, SegmentDefinition>;
}
