import { sql, type SQL } from 'drizzle-orm';

/** What a compiled rule is asked about. */
export interface SqlContext {
  readonly workspaceId: number;
  /** Only these people; everybody when absent. */
  readonly personIds?: readonly number[] | undefined;
}

const EARLIEST = Date.parse('0001-01-01T00:00:00.000Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** An instant as a parameter. Edges of windows may lie beyond all instants that are stored. */
export function instant(epochMs: number): SQL {
  if (epochMs < EARLIEST) return sql`'-infinity'::timestamptz`;
  if (epochMs > LATEST) return sql`'infinity'::timestamptz`;
  return sql`${new Date(epochMs).toISOString()}::timestamptz`;
}

/** A list as one parameter, however long it is. */
export const textArray = (values: readonly string[]): SQL => sql`${arrayLiteral(values)}::text[]`;
export const idArray = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::bigint[]`;

const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;

/** Restricts a column of person ids to the people asked about; nothing when everybody is. */
export const amongPeople = (column: SQL, { personIds }: SqlContext): SQL =>
  personIds === undefined ? sql`` : sql` and ${column} = any(${idArray(personIds)})`;

export const joinWith = (parts: readonly SQL[], separator: SQL): SQL => sql.join([...parts], separator);
