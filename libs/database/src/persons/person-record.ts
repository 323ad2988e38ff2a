import { formatInstant, type Fact, type ItemFact } from '@satsuma/segment-engine';
import type { AttributeRow, WorkspaceCatalog } from '../catalog/workspace-catalog.ts';

/** A person as programs see one: spellings as they were sent, instants as dates. */
export interface PersonRecord {
  readonly id: number;
  readonly externalId: string | null;
  readonly type: 'customer' | 'lead';
  readonly emails: string[];
  readonly phones: string[];
  readonly tags: string[];
  /** By name, in the order of names. Values in their wire form. */
  readonly attributes: Record<string, unknown>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastSeenAt: Date | null;
}

export interface StoredPerson {
  readonly id: number;
  readonly externalId: string | null;
  readonly type: 'customer' | 'lead';
  readonly facts: Readonly<Record<string, Fact>>;
  readonly originals: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastSeenAt: Date | null;
}

export function recordOf(person: StoredPerson, { attributes }: WorkspaceCatalog): PersonRecord {
  const { facts, originals } = person;
  const values: Record<string, unknown> = {};
  for (const attribute of attributes) {
    const value = wireValue(attribute, facts[attribute.key], originals[attribute.key]);
    if (value !== undefined) values[attribute.name] = value;
  }
  const list = (key: string): string[] => [...((originals[key] ?? facts[key] ?? []) as readonly string[])];
  return {
    id: person.id,
    externalId: person.externalId,
    type: person.type,
    emails: list('email'),
    phones: list('phone'),
    tags: list('tags'),
    attributes: values,
    createdAt: person.createdAt,
    updatedAt: person.updatedAt,
    lastSeenAt: person.lastSeenAt,
  };
}

/** A stored value as it is sent: the spelling that people gave it, instants in RFC 3339. Undefined when missing. */
export function wireValue(
  { type, fields }: Pick<AttributeRow, 'type'> & Partial<Pick<AttributeRow, 'fields'>>,
  fact: Fact | undefined,
  original: unknown,
): unknown {
  if (fact === undefined) return undefined;
  if (type === 'datetime') return formatInstant(fact as number);
  if (type !== 'objects') return original ?? fact;
  const instants = new Set(
    (fields ?? []).filter((field) => field.type === 'datetime').map(({ name }) => name),
  );
  const spelled = (original ?? fact) as readonly Readonly<Record<string, unknown>>[];
  return (fact as readonly ItemFact[]).map((item, index) =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [
        name,
        instants.has(name) ? formatInstant(value as number) : (spelled[index]?.[name] ?? value),
      ]),
    ),
  );
}
