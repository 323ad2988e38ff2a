import {
  parseObjects,
  parseValue,
  type FieldDefinition,
  type Parsed,
  type ValueType,
} from '@satsuma/segment-engine';

export interface EncodedDefinition {
  readonly name: string;
  readonly type: ValueType;
  readonly fields?: readonly FieldDefinition[] | null;
  /** Key of the value in the stored facts. */
  readonly key: string;
}

/** Facts and originals as JSON objects without their braces. */
export interface EncodedFacts {
  readonly facts: string;
  readonly originals: string;
}

interface Encoded {
  readonly fact: string | null;
  readonly original: string | null;
}

const MOST_CACHED = 20_000;

/**
 * Turns values in their wire form into the JSON that is stored of them. The engine reads and folds every value;
 * texts that come again and again are read once.
 */
export class FactEncoder {
  private readonly definitions: ReadonlyMap<string, EncodedDefinition & { cache: Map<string, Encoded> }>;

  constructor(definitions: Iterable<EncodedDefinition>) {
    this.definitions = new Map(
      Array.from(definitions, (definition) => [definition.name, { ...definition, cache: new Map() }]),
    );
  }

  /** Values that are undefined are not there. Throws for a name that is not defined and for a value that does not fit. */
  encode(values: Readonly<Record<string, unknown>>): EncodedFacts {
    let [facts, originals] = ['', ''];
    for (const name in values) {
      const value = values[name];
      if (value === undefined) continue;
      const { fact, original } = this.value(name, value);
      if (fact !== null) facts += facts === '' ? fact : `,${fact}`;
      if (original !== null) originals += originals === '' ? original : `,${original}`;
    }
    return { facts, originals };
  }

  private value(name: string, value: unknown): Encoded {
    const definition = this.definitions.get(name);
    if (definition === undefined) throw new Error(`${name} is not in the catalog of the seed`);
    if (typeof value !== 'string') return encodeValue(definition, value);
    const { cache } = definition;
    const known = cache.get(value);
    if (known !== undefined) return known;
    const encoded = encodeValue(definition, value);
    if (cache.size >= MOST_CACHED) cache.clear();
    cache.set(value, encoded);
    return encoded;
  }
}

function encodeValue({ name, type, fields, key }: EncodedDefinition, value: unknown): Encoded {
  const parsed: Parsed = type === 'objects' ? parseObjects(value, fields ?? []) : parseValue(type, value);
  if (!parsed.ok) throw new Error(`${name} ${parsed.problem.message}`);
  if (parsed.missing) return { fact: null, original: null };
  const { fact, original } = parsed;
  return {
    fact: `${JSON.stringify(key)}:${JSON.stringify(fact)}`,
    original: original === undefined ? null : `${JSON.stringify(key)}:${JSON.stringify(original)}`,
  };
}
