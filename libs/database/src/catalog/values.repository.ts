import { foldText, formatInstant, type ValueType } from '@satsuma/segment-engine';
import type { Transactional } from '../client/transaction.ts';
import { countValues, type ValueCount, type ValueSource } from './value-counts.ts';
import { readCatalog, type WorkspaceCatalog } from './workspace-catalog.ts';

export interface ValuesQuery {
  /** Any part of a value, folded. */
  readonly q?: string | undefined;
  readonly limit: number;
}

export interface Suggestion {
  readonly value: string;
  /** People having it, or recent events. */
  readonly count: number;
}

/**
 * The most frequent values of an attribute with the number of people having each. None for sensitive ones, for identifiers,
 * which are of one person each, and for what is no single value. Null when there is no such attribute.
 */
export async function attributeValues(
  db: Transactional,
  workspaceId: number,
  name: string,
  query: ValuesQuery,
): Promise<Suggestion[] | null> {
  const catalog = await readCatalog(db, workspaceId);
  const definition = catalog.catalog.attributes.get(name);
  if (definition === undefined) return null;
  const source = sourceOfAttribute(catalog, name);
  return source === null ? [] : suggest(db, catalog, source, definition.type, query);
}

/**
 * The most frequent values of a property among the newest 20,000 events of the name. None for sensitive ones; null when there
 * is no such event or property.
 */
export async function propertyValues(
  db: Transactional,
  workspaceId: number,
  event: string,
  property: string,
  query: ValuesQuery,
): Promise<Suggestion[] | null> {
  const catalog = await readCatalog(db, workspaceId);
  const definition = catalog.catalog.events.get(event)?.properties.get(property);
  if (definition === undefined) return null;
  const source = sourceOfProperty(catalog, event, property);
  return source === null ? [] : suggest(db, catalog, source, definition.type, query);
}

/** System attributes of which several people have the same value. */
const SHARED = new Set(['type', 'tags']);

/** Where values lie that may be shown; null when there are none. */
export function sourceOfAttribute(catalog: WorkspaceCatalog, name: string): ValueSource | null {
  const definition = catalog.catalog.attributes.get(name);
  if (definition === undefined || definition.type === 'objects' || definition.source.kind !== 'facts')
    return null;
  const { key } = definition.source;
  const row = catalog.attributesByKey.get(key);
  if (row === undefined ? !SHARED.has(name) : row.sensitive) return null;
  return { of: 'people', key, isList: definition.type === 'list' };
}

export function sourceOfProperty(catalog: WorkspaceCatalog, event: string, name: string): ValueSource | null {
  const definition = catalog.catalog.events.get(event);
  const row = catalog.eventsById
    .get(definition?.id ?? 0)
    ?.properties.find((property) => property.name === name);
  if (row === undefined || row.sensitive || definition === undefined) return null;
  return { of: 'events', eventId: definition.id, key: String(row.id), isList: row.type === 'list' };
}

async function suggest(
  db: Transactional,
  { workspaceId, version }: WorkspaceCatalog,
  source: ValueSource,
  type: ValueType,
  { q, limit }: ValuesQuery,
): Promise<Suggestion[]> {
  const wanted = foldText(q ?? '');
  const all = await countValues(db, { workspaceId, version, source });
  const isText = type === 'text' || type === 'list';
  const { values } =
    wanted === '' || all.complete || !isText
      ? all
      : await countValues(db, { workspaceId, version, source, pattern: patternOf(wanted) });
  return values
    .map((one) => ({ ...one, ...shown(one, type) }))
    .filter(({ folded }) => folded.includes(wanted))
    .slice(0, limit)
    .map(({ value, count }) => ({ value, count }));
}

const patternOf = (folded: string): string => `%${folded.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** An instant is kept as a number, and shown and looked through as it is written. */
const shown = ({ folded, value }: ValueCount, type: ValueType): { folded: string; value: string } => {
  if (type !== 'datetime') return { folded, value };
  const text = formatInstant(Number(folded));
  return { folded: text.toLowerCase(), value: text };
};
