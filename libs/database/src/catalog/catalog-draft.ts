import {
  didYouMean,
  guessType,
  type FieldDefinition,
  type FieldType,
  type ValueType,
} from '@satsuma/segment-engine';
import { DATA_LIMITS } from './limits.ts';
import type { WorkspaceCatalog } from './workspace-catalog.ts';

export interface DraftAttribute {
  /** Key of its values; of one that is not registered yet, only a placeholder. */
  readonly key: string;
  readonly name: string;
  readonly type: ValueType;
  readonly fields: readonly FieldDefinition[];
}

interface Named {
  readonly name: string;
  readonly label?: string;
}

export interface DraftProperty {
  readonly key: string;
  readonly type: FieldType;
}

/** Why a name cannot be added. */
export interface DraftProblem {
  readonly code: string;
  readonly message: string;
  readonly suggestions: readonly string[];
}

/** Types that names shall get when they are new; other names get the type of their first value. */
export type NewTypes = ReadonlyMap<string, ValueType>;

/** What items on the way in add to a catalog. */
interface Additions {
  /** New attributes, and known ones that get new fields. */
  readonly attributes: Map<string, DraftAttribute>;
  /** Types of new properties by event; a new event may have none. */
  readonly events: Map<string, Map<string, FieldType>>;
}

/** How many unknown names are compared with those of the catalog, which may be large; the others get no suggestions. */
const LOOKS = 50;

const nothing = (): Additions => ({ attributes: new Map(), events: new Map() });

/**
 * A catalog together with what the items read so far would add to it. Names that an item brings count once the item is
 * kept: a refused one leaves nothing behind.
 */
export class CatalogDraft {
  readonly base: WorkspaceCatalog;
  private readonly types: NewTypes;
  private kept = nothing();
  private pending = nothing();
  /** New attributes among those that are kept, and among those of the item that is being read. */
  private fresh = { kept: 0, pending: 0 };
  private looks = 0;
  private spellings: Map<string, string> | undefined;

  constructor(base: WorkspaceCatalog, types: NewTypes = new Map()) {
    this.base = base;
    this.types = types;
  }

  /** The type that a name gets which nobody has used yet; null when the value tells none. */
  typeOf(name: string, raw: unknown): ValueType | null {
    return this.types.get(name) ?? guessType(raw);
  }

  /** The item that was read last is accepted: what it brought is known to the ones after it. */
  keep(): void {
    this.fresh = { kept: this.fresh.kept + this.fresh.pending, pending: 0 };
    if (this.pending.attributes.size > 0) {
      for (const [name, one] of this.pending.attributes) this.kept.attributes.set(name, one);
      this.pending.attributes.clear();
    }
    if (this.pending.events.size === 0) return;
    for (const [event, properties] of this.pending.events) {
      const into = this.kept.events.get(event) ?? new Map<string, FieldType>();
      for (const [name, type] of properties) into.set(name, type);
      this.kept.events.set(event, into);
    }
    this.pending.events.clear();
  }

  /** The item that was read last is refused. */
  drop(): void {
    this.fresh = { kept: this.fresh.kept, pending: 0 };
    if (this.pending.attributes.size + this.pending.events.size > 0) this.pending = nothing();
  }

  get additions(): Readonly<Additions> {
    return this.kept;
  }

  get isComplete(): boolean {
    return this.kept.attributes.size + this.kept.events.size === 0;
  }

  attribute(name: string): DraftAttribute | undefined {
    const drafted = this.pending.attributes.get(name) ?? this.kept.attributes.get(name);
    if (drafted !== undefined) return drafted;
    const known = this.base.catalog.attributes.get(name);
    if (known === undefined || known.source.kind !== 'facts') return undefined;
    return { key: known.source.key, name, type: known.type, fields: known.fields ?? [] };
  }

  addAttribute(name: string, type: ValueType): DraftAttribute | DraftProblem {
    if (this.base.strict) {
      const known = this.base.catalog.attributes.values();
      return this.unknown('attribute.unknown', `There is no attribute ${name}`, name, known);
    }
    if (this.base.attributes.length + this.fresh.kept + this.fresh.pending >= DATA_LIMITS.attributes) {
      return limit(
        `A workspace has at most ${DATA_LIMITS.attributes} attributes: ${name} would be one more.`,
      );
    }
    const added: DraftAttribute = { key: `new:${name}`, name, type, fields: [] };
    this.pending.attributes.set(name, added);
    this.fresh.pending += 1;
    return added;
  }

  addFields(attribute: DraftAttribute, fields: readonly FieldDefinition[]): DraftProblem | null {
    const isNew = attribute.key.startsWith('new:');
    if (this.base.strict && !isNew) {
      const [first = { name: '' }] = fields;
      const message = `${attribute.name} has no field ${first.name}`;
      return this.unknown('field.unknown', message, first.name, attribute.fields);
    }
    if (attribute.fields.length + fields.length > DATA_LIMITS.fields) {
      return limit(`An attribute has at most ${DATA_LIMITS.fields} fields.`);
    }
    this.pending.attributes.set(attribute.name, { ...attribute, fields: [...attribute.fields, ...fields] });
    return null;
  }

  /** The number that stands for the event; 0 for one that is not registered yet. */
  event(name: string): number | DraftProblem {
    const known = this.base.catalog.events.get(name);
    if (known !== undefined) return known.id;
    if (this.kept.events.has(name) || this.pending.events.has(name)) return 0;
    if (this.base.strict) {
      const events = this.base.catalog.events.values();
      return this.unknown('event.unknown', `There is no event ${name}`, name, events);
    }
    const fresh = [...this.kept.events.keys()].filter((event) => !this.base.catalog.events.has(event)).length;
    if (this.base.events.length + fresh >= DATA_LIMITS.events) {
      return limit(`A workspace has at most ${DATA_LIMITS.events} event names: ${name} would be one more.`);
    }
    this.pending.events.set(name, new Map());
    return 0;
  }

  property(event: string, name: string): DraftProperty | undefined {
    const known = this.base.catalog.events.get(event)?.properties.get(name);
    if (known !== undefined) return known;
    const type = this.pending.events.get(event)?.get(name) ?? this.kept.events.get(event)?.get(name);
    return type === undefined ? undefined : { key: `new:${name}`, type };
  }

  addProperty(event: string, name: string, type: FieldType): DraftProperty | DraftProblem {
    const known = this.base.catalog.events.get(event)?.properties;
    if (this.base.strict) {
      const message = `${event} has no property ${name}`;
      return this.unknown('property.unknown', message, name, known?.values() ?? []);
    }
    const pending = this.pending.events.get(event) ?? new Map<string, FieldType>();
    const count = (known?.size ?? 0) + (this.kept.events.get(event)?.size ?? 0) + pending.size;
    if (count >= DATA_LIMITS.properties) {
      return limit(`An event has at most ${DATA_LIMITS.properties} properties: ${name} would be one more.`);
    }
    pending.set(name, type);
    this.pending.events.set(event, pending);
    return { key: `new:${name}`, type };
  }

  /** A name of the same kind that differs from this one only in case. */
  similar(kind: 'attribute' | 'event' | `property of ${string}`, name: string): string | null {
    this.spellings ??= this.readSpellings();
    const key = `${kind}\n${name.toLowerCase()}`;
    const other = this.spellings.get(key);
    if (other === undefined) this.spellings.set(key, name);
    return other === undefined || other === name ? null : other;
  }

  private unknown(code: string, message: string, name: string, known: Iterable<Named>): DraftProblem {
    this.looks += 1;
    return {
      code,
      message: `${message}, and this workspace takes no unknown names.`,
      suggestions: this.looks > LOOKS ? [] : didYouMean(name, known),
    };
  }

  private readSpellings(): Map<string, string> {
    const spellings = new Map<string, string>();
    for (const name of this.base.catalog.attributes.keys())
      spellings.set(`attribute\n${name.toLowerCase()}`, name);
    for (const event of this.base.catalog.events.values()) {
      spellings.set(`event\n${event.name.toLowerCase()}`, event.name);
      for (const name of event.properties.keys())
        spellings.set(`property of ${event.name}\n${name.toLowerCase()}`, name);
    }
    return spellings;
  }
}

export const isProblem = (found: object | number): found is DraftProblem =>
  typeof found === 'object' && 'message' in found;

const limit = (message: string): DraftProblem => ({ code: 'item.limit', message, suggestions: [] });
