import { bigint, customType, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { identity, instant, reference, workspaceId } from './columns.ts';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
const bytes = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);
const rows = (name: string) => integer(name).notNull().default(0);

export const imports = pgTable(
  'imports',
  {
    id: identity().primaryKey(),
    workspaceId: workspaceId(),
    kind: text('kind', { enum: ['persons', 'events'] }).notNull(),
    fileName: text('file_name').notNull(),
    mapping: jsonb('mapping').$type<unknown>().notNull(),
    status: text('status', {
      enum: ['uploading', 'queued', 'running', 'done', 'failed', 'cancelled'],
    }).notNull(),
    failure: text('failure'),
    bytesTotal: bytes('bytes_total'),
    /** Bytes, lines and rows whose effect is committed: where a killed run goes on. */
    bytesDone: bytes('bytes_done'),
    linesDone: rows('lines_done'),
    rowsDone: rows('rows_done'),
    created: rows('created'),
    updated: rows('updated'),
    unchanged: rows('unchanged'),
    accepted: rows('accepted'),
    duplicates: rows('duplicates'),
    failed: rows('failed'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Last sign of life of the upload or of the run. */
    activeAt: instant('active_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
  },
  (table) => [index('imports_workspace').on(table.workspaceId, table.id)],
);

/** The uploaded file in pieces; gone when the import has ended. */
export const importChunks = pgTable(
  'import_chunks',
  {
    workspaceId: workspaceId(),
    importId: reference('import_id').notNull(),
    position: integer('position').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.importId, table.position] })],
);

/** Refused rows. The rows themselves are not kept. */
export const importErrors = pgTable(
  'import_errors',
  {
    workspaceId: workspaceId(),
    importId: reference('import_id').notNull(),
    line: integer('line').notNull(),
    /** Several problems of one line are numbered. */
    position: integer('position').notNull(),
    column: text('column'),
    code: text('code').notNull(),
    message: text('message').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.importId, table.line, table.position] })],
);
