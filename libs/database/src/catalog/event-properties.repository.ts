import { and, eq } from 'drizzle-orm';
import type { FieldType } from '@satsuma/segment-engine';
import type { Transaction } from '../client/transaction.ts';
import { eventProperties } from '../schema/index.ts';
import { labelOf, type Wording } from './definition-input.ts';
import { DATA_LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { EventRow, PropertyRow } from './workspace-catalog.ts';

export interface PropertyRecord {
  readonly name: string;
  readonly type: FieldType;
  readonly label: string;
  readonly description: string;
  readonly synonyms: string[];
  readonly sensitive: boolean;
}

export interface PropertyInput extends Wording {
  readonly name: string;
  /** A known property may be named without it. */
  readonly type?: FieldType | undefined;
  readonly sensitive?: boolean | undefined;
}

export const propertyRecord = (row: PropertyRow): PropertyRecord => ({
  name: row.name,
  type: row.type,
  label: row.label,
  description: row.description,
  synonyms: row.synonyms,
  sensitive: row.sensitive,
});

/** Adds the properties that an event does not have yet and changes the wording of the others. The catalog must be locked. */
export async function writeProperties(
  tx: Transaction,
  workspaceId: number,
  event: Pick<EventRow, 'id' | 'name' | 'properties'>,
  given: readonly PropertyInput[],
): Promise<void> {
  const known = new Map(event.properties.map((property) => [property.name, property]));
  const places = new Map(given.map((property, index) => [property, index]));
  const fresh = given.filter(({ name }) => !known.has(name));
  if (event.properties.length + fresh.length > DATA_LIMITS.properties) {
    throw new Refusal('limit.exceeded', `An event has at most ${DATA_LIMITS.properties} properties.`);
  }
  const rows = fresh.map((property) => ({
    workspaceId,
    eventId: event.id,
    ...newProperty(property, places.get(property) ?? 0),
  }));
  for (let start = 0; start < rows.length; start += 100) {
    await tx.insert(eventProperties).values(rows.slice(start, start + 100));
  }
  for (const property of given) {
    const row = known.get(property.name);
    if (row !== undefined) await updateProperty(tx, workspaceId, row, property);
  }
}

function newProperty(
  { name, type, label, description = '', synonyms = [], sensitive = false }: PropertyInput,
  place: number,
) {
  if (type === undefined) {
    const message = `The property ${name} is new and needs a type.`;
    throw new Refusal('request.invalid', message, {
      issues: [{ code: 'value.type', path: `/properties/${place}/type`, message, suggestions: [] }],
    });
  }
  return { name, type, label: labelOf(label, name), description, synonyms: [...synonyms], sensitive };
}

async function updateProperty(
  tx: Transaction,
  workspaceId: number,
  row: PropertyRow,
  { type, label, description, synonyms, sensitive }: PropertyInput,
): Promise<void> {
  if (type !== undefined && type !== row.type) {
    throw new Refusal('catalog.type_fixed', `The property ${row.name} is ${row.type}: a type never changes.`);
  }
  await tx
    .update(eventProperties)
    .set({
      label: label === undefined ? row.label : labelOf(label, row.name),
      description: description ?? row.description,
      synonyms: [...(synonyms ?? row.synonyms)],
      sensitive: sensitive ?? row.sensitive,
    })
    .where(and(eq(eventProperties.workspaceId, workspaceId), eq(eventProperties.id, row.id)));
}
