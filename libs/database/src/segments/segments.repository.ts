import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import { foldText } from '@satsuma/segment-engine';
import { readCatalog } from '../catalog/index.ts';
import type { Executor } from '../client/client.ts';
import { segments } from '../schema/index.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { rowOf } from './segment-expectations.ts';
import { segmentRecords, type SegmentRecord, type SegmentRow } from './segment-record.ts';

/** One segment. Throws `not_found`. */
export async function readSegment(db: Executor, workspaceId: number, id: number): Promise<SegmentRecord> {
  const row = await rowOf(db, workspaceId, id);
  const [record] = await segmentRecords(db, [row], await readCatalog(db, workspaceId));
  if (record === undefined) throw new Error('a row has a record');
  return record;
}

export type SegmentOrder = 'name' | 'size' | 'usedByJourneys' | 'createdAt' | 'updatedAt';

export interface SegmentQuery {
  /** With `-` in front: descending. Of equal ones the id decides. */
  readonly sort: SegmentOrder | `-${SegmentOrder}`;
  readonly limit: number;
  /** Where the page before ended, as it was handed out. */
  readonly cursor?: string | undefined;
  /** Any part of the name, folded. */
  readonly search?: string | undefined;
  readonly origin?: 'predefined' | 'user' | undefined;
  readonly inUse?: boolean | undefined;
}

export interface SegmentList {
  readonly data: SegmentRecord[];
  readonly nextCursor: string | null;
  /** How many there are on all pages. */
  readonly total: number;
}

/** Segments in an order. Throws `request.invalid` for a cursor of another order. */
export async function listSegments(
  db: Executor,
  workspaceId: number,
  { sort, limit, cursor, ...filter }: SegmentQuery,
): Promise<SegmentList> {
  const descending = sort.startsWith('-');
  const order = ORDERS[sort.replace('-', '') as SegmentOrder];
  const matching = filterOf(workspaceId, filter);
  const direction = descending ? desc : asc;
  const after =
    cursor === undefined
      ? undefined
      : placeAfter(order, descending, decodeCursor(cursor, sort, [order.kind, 'number']));
  const [rows, [counted]] = await Promise.all([
    db
      .select()
      .from(segments)
      .where(and(matching, after))
      .orderBy(direction(order.expression), direction(segments.id))
      .limit(limit + 1),
    db
      .select({ total: sql<number>`count(*)` })
      .from(segments)
      .where(matching),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: await segmentRecords(db, page, await readCatalog(db, workspaceId)),
    nextCursor: last === undefined ? null : encodeCursor(sort, [order.valueOf(last), last.id]),
    total: counted?.total ?? 0,
  };
}

interface Order {
  readonly expression: SQL;
  readonly kind: 'string' | 'number' | 'instant';
  readonly type: SQL;
  readonly valueOf: (row: SegmentRow) => string | number;
}

const ORDERS: Readonly<Record<SegmentOrder, Order>> = {
  // Folded bytes, so that the order is the same on every server.
  name: {
    expression: sql`${segments.nameFolded} collate "C"`,
    kind: 'string',
    type: sql`text`,
    valueOf: ({ nameFolded }) => nameFolded,
  },
  size: { expression: sql`${segments.size}`, kind: 'number', type: sql`bigint`, valueOf: ({ size }) => size },
  usedByJourneys: { expression: sql`0::bigint`, kind: 'number', type: sql`bigint`, valueOf: () => 0 },
  createdAt: {
    expression: sql`${segments.createdAt}`,
    kind: 'instant',
    type: sql`timestamptz`,
    valueOf: ({ createdAt }) => createdAt.toISOString(),
  },
  updatedAt: {
    expression: sql`${segments.updatedAt}`,
    kind: 'instant',
    type: sql`timestamptz`,
    valueOf: ({ updatedAt }) => updatedAt.toISOString(),
  },
};

function placeAfter(
  { expression, type }: Order,
  descending: boolean,
  [value, id]: readonly (string | number)[],
): SQL {
  const further = descending ? sql`<` : sql`>`;
  return sql`(${expression}, ${segments.id}) ${further} (${value}::${type}, ${id}::bigint)`;
}

function filterOf(
  workspaceId: number,
  { search, origin, inUse }: Pick<SegmentQuery, 'search' | 'origin' | 'inUse'>,
): SQL | undefined {
  const folded = foldText(search ?? '').replaceAll('\0', '');
  return and(
    eq(segments.workspaceId, workspaceId),
    folded === '' ? undefined : sql`strpos(${segments.nameFolded}, ${folded}) > 0`,
    origin === undefined ? undefined : eq(segments.origin, origin),
    inUse === undefined ? undefined : sql`${inUse}::boolean = false`,
  );
}
