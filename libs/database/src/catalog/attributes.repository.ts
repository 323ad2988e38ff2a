import { and, eq } from 'drizzle-orm';
import { SYSTEM_ATTRIBUTES, type FieldDefinition, type ValueType } from '@satsuma/segment-engine';
import type { Executor } from '../client/client.ts';
import { inTransaction, type Transactional } from '../client/transaction.ts';
import { attributes, catalogRemovals } from '../schema/index.ts';
import { freezeCatalog } from './catalog-lock.ts';
import {
  checkName,
  checkUnique,
  checkWording,
  labelOf,
  refuseWhenFailed,
  type Wording,
} from './definition-input.ts';
import { ItemReport } from './item-report.ts';
import { DATA_LIMITS } from './limits.ts';
import { listByName, type NamedPage, type NamedQuery } from './list-by-name.ts';
import { segmentsMentioning } from './mentioning-segments.ts';
import { Refusal } from './refusal.ts';
import { bumpCatalogVersion, lockCatalog, readCatalog, type AttributeRow } from './workspace-catalog.ts';

/** An attribute as programs see it. */
export interface AttributeRecord {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: ValueType;
  readonly synonyms: string[];
  readonly sensitive: boolean;
  /** Only of `objects`. */
  readonly fields?: FieldDefinition[];
  readonly origin: 'system' | 'standard' | 'custom';
}

export interface NewAttribute extends Wording {
  readonly name: string;
  readonly type: ValueType;
  readonly sensitive?: boolean | undefined;
  readonly fields?: readonly FieldDefinition[] | undefined;
}

/** Name and type may be said, but they never change. */
export interface AttributeChanges extends Wording {
  readonly name?: string | undefined;
  readonly type?: ValueType | undefined;
  readonly sensitive?: boolean | undefined;
  /** Those that are new are added; known ones must have their type. */
  readonly fields?: readonly FieldDefinition[] | undefined;
}

/** Attributes by name, those that Satsuma itself keeps included. */
export async function listAttributes(
  db: Executor,
  workspaceId: number,
  query: NamedQuery,
): Promise<NamedPage<AttributeRecord>> {
  const { attributes: rows } = await readCatalog(db, workspaceId);
  return listByName([...SYSTEM_RECORDS, ...rows.map(recordOf)], query);
}

/** Null when there is no such attribute. */
export async function readAttribute(
  db: Executor,
  workspaceId: number,
  name: string,
): Promise<AttributeRecord | null> {
  const system = SYSTEM_RECORDS.find((one) => one.name === name);
  if (system !== undefined) return system;
  const row = (await readCatalog(db, workspaceId)).attributes.find((one) => one.name === name);
  return row === undefined ? null : recordOf(row);
}

/** Throws `catalog.in_use` for a taken name, `limit.exceeded`, and `request.invalid` for what does not fit. */
export async function createAttribute(
  db: Transactional,
  workspaceId: number,
  input: NewAttribute,
): Promise<AttributeRecord> {
  const report = new ItemReport();
  checkName(input.name, '/name', report);
  checkWording(input, '', report);
  checkFields(input.type, input.fields, report);
  refuseWhenFailed(report);
  return inTransaction(db, async (tx) => {
    const known = await lockCatalog(tx, workspaceId);
    if (known.catalog.attributes.has(input.name)) {
      throw new Refusal('catalog.in_use', `There is an attribute ${input.name} already.`);
    }
    if (known.attributes.length >= DATA_LIMITS.attributes) {
      throw new Refusal('limit.exceeded', `A workspace has at most ${DATA_LIMITS.attributes} attributes.`);
    }
    const [row] = await tx
      .insert(attributes)
      .values({
        workspaceId,
        name: input.name,
        label: labelOf(input.label, input.name),
        description: input.description ?? '',
        synonyms: [...(input.synonyms ?? [])],
        type: input.type,
        sensitive: input.sensitive ?? false,
        fields: input.type === 'objects' ? [...(input.fields ?? [])] : null,
        origin: 'custom',
      })
      .returning();
    if (row === undefined) throw new Error('the new attribute was not returned');
    await bumpCatalogVersion(tx, workspaceId);
    return recordOf(row);
  });
}

/** Throws `catalog.type_fixed` for another name or type, `not_found`, and `catalog.in_use` for what Satsuma itself keeps. */
export async function updateAttribute(
  db: Transactional,
  workspaceId: number,
  name: string,
  changes: AttributeChanges,
): Promise<AttributeRecord> {
  const report = new ItemReport();
  checkWording(changes, '', report);
  refuseWhenFailed(report);
  return inTransaction(db, async (tx) => {
    const row = ownAttribute((await lockCatalog(tx, workspaceId)).attributes, name);
    checkFixed(row, changes);
    const next = { ...row, ...wordingAfter(row, changes), fields: fieldsAfter(row, changes.fields) };
    if (JSON.stringify(next) === JSON.stringify(row)) return recordOf(row);
    const { label, description, synonyms, sensitive, fields } = next;
    await tx
      .update(attributes)
      .set({ label, description, synonyms, sensitive, fields })
      .where(and(eq(attributes.workspaceId, workspaceId), eq(attributes.id, row.id)));
    await bumpCatalogVersion(tx, workspaceId);
    return recordOf(next);
  });
}

/**
 * Deletes an attribute: its values are out of sight at once, and `clearRemovals` takes them away. Throws `not_found`, and
 * `catalog.in_use` for standard ones and, with the segments, for one that segments mention.
 */
export async function deleteAttribute(db: Transactional, workspaceId: number, name: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    await freezeCatalog(tx, workspaceId);
    const row = ownAttribute((await lockCatalog(tx, workspaceId)).attributes, name);
    if (row.origin === 'standard') {
      throw new Refusal('catalog.in_use', `${name} is a standard attribute: every workspace has it.`);
    }
    const segments = await segmentsMentioning(tx, workspaceId, 'attribute', row.id);
    if (segments.length > 0) {
      throw new Refusal('catalog.in_use', `Segments ask for ${name}: change or delete them first.`, {
        segments,
      });
    }
    await tx
      .delete(attributes)
      .where(and(eq(attributes.workspaceId, workspaceId), eq(attributes.id, row.id)));
    await tx.insert(catalogRemovals).values({ workspaceId, kind: 'attribute', key: row.key });
    await bumpCatalogVersion(tx, workspaceId);
  });
}

function ownAttribute(rows: readonly AttributeRow[], name: string): AttributeRow {
  const row = rows.find((one) => one.name === name);
  if (row !== undefined) return row;
  if (SYSTEM_RECORDS.some((one) => one.name === name)) {
    throw new Refusal('catalog.in_use', `${name} is kept by Satsuma itself.`);
  }
  throw new Refusal('not_found', `There is no attribute ${name}.`);
}

function checkFixed(row: AttributeRow, { name, type }: AttributeChanges): void {
  if (type !== undefined && type !== row.type) {
    throw new Refusal('catalog.type_fixed', `${row.name} is ${row.type}: a type never changes.`);
  }
  if (name !== undefined && name !== row.name) {
    throw new Refusal('catalog.type_fixed', `${row.name} cannot be called ${name}: a name never changes.`);
  }
}

const wordingAfter = (row: AttributeRow, { label, description, synonyms, sensitive }: AttributeChanges) => ({
  label: label === undefined ? row.label : labelOf(label, row.name),
  description: description ?? row.description,
  synonyms: synonyms === undefined ? row.synonyms : [...synonyms],
  sensitive: sensitive ?? row.sensitive,
});

function fieldsAfter(
  row: AttributeRow,
  given: readonly FieldDefinition[] | undefined,
): FieldDefinition[] | null {
  if (given === undefined) return row.fields;
  const report = new ItemReport();
  checkFields(row.type, given, report);
  refuseWhenFailed(report);
  const before = row.fields ?? [];
  const known = new Map(before.map((field) => [field.name, field.type]));
  for (const { name, type } of given) {
    const old = known.get(name);
    if (old !== undefined && old !== type) {
      throw new Refusal('catalog.type_fixed', `The field ${name} is ${old}: a type never changes.`);
    }
  }
  const fields = [...before, ...given.filter(({ name }) => !known.has(name))];
  if (fields.length > DATA_LIMITS.fields) {
    throw new Refusal('limit.exceeded', `An attribute has at most ${DATA_LIMITS.fields} fields.`);
  }
  return row.type === 'objects' ? fields : row.fields;
}

function checkFields(
  type: ValueType,
  fields: readonly FieldDefinition[] | undefined,
  report: ItemReport,
): void {
  if (fields === undefined || fields.length === 0) return;
  if (type !== 'objects') report.refuse('value.invalid', '/fields', `Only objects have fields, not ${type}.`);
  if (fields.length > DATA_LIMITS.fields) {
    report.refuse('value.limit', '/fields', `An attribute has at most ${DATA_LIMITS.fields} fields.`);
    return;
  }
  for (const [index, { name }] of fields.entries()) checkName(name, `/fields/${index}/name`, report);
  checkUnique(
    fields.map(({ name }) => name),
    '/fields',
    report,
  );
}

function recordOf(row: Omit<AttributeRow, 'key'>): AttributeRecord {
  const { name, label, description, type, synonyms, sensitive, fields, origin } = row;
  const record = { name, label, description, type, synonyms, sensitive, origin };
  return type === 'objects' ? { ...record, fields: fields ?? [] } : record;
}

const SYSTEM_RECORDS: readonly AttributeRecord[] = SYSTEM_ATTRIBUTES.map(({ name, label, type }) => ({
  name,
  label,
  description: '',
  type,
  synonyms: [],
  sensitive: false,
  origin: 'system',
}));
