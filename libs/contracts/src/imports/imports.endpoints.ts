import { z } from 'zod';
import { ValueType } from '../catalog/catalog.endpoints.ts';
import { defineEndpoint } from '../endpoint.ts';
import { REQUEST_LIMITS } from '../limits.ts';
import { IdParam, Instant, PageQuery, pageOf } from '../paging.ts';
import { cancelled, mapping, running } from './imports.examples.ts';

export const ImportKind = z.enum(['persons', 'events']);
export type ImportKind = z.infer<typeof ImportKind>;
export const ImportFormat = z.enum(['csv', 'ndjson']);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** What one column (of NDJSON: one top-level field) becomes. */
export const ImportTarget = z
  .union([
    z.strictObject({
      to: z.enum(['externalId', 'email', 'phone', 'type', 'tags', 'eventId', 'eventName', 'ignore']),
    }),
    z.strictObject({
      to: z.literal('occurredAt'),
      timeZone: z
        .string()
        .optional()
        .meta({ description: 'Zone of days and times that carry no offset; UTC when absent' }),
    }),
    z.strictObject({
      to: z.literal('attribute'),
      name: z.string().optional().meta({ description: 'The name of the column when absent' }),
      type: ValueType.optional().meta({
        description: 'The type of the catalog, or the guessed one, when absent',
      }),
    }),
    z.strictObject({ to: z.literal('property'), name: z.string().optional(), type: ValueType.optional() }),
  ])
  .meta({ id: 'ImportTarget' });
export type ImportTarget = z.infer<typeof ImportTarget>;

export const ImportMapping = z
  .strictObject({
    format: ImportFormat.optional().meta({ description: 'Guessed from the name of the file when absent' }),
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
    event: z.string().optional().meta({ description: 'Name of every event, when no column has it' }),
    columns: z
      .record(z.string(), ImportTarget)
      .meta({ description: 'By name of the column; columns that are not named are ignored' }),
  })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.infer<typeof ImportMapping>;

export const ImportStatus = z.enum(['uploading', 'queued', 'running', 'done', 'failed', 'cancelled']);
export type ImportStatus = z.infer<typeof ImportStatus>;

export const Import = z
  .object({
    id: z.int(),
    kind: ImportKind,
    fileName: z.string(),
    mapping: ImportMapping,
    status: ImportStatus,
    progress: z.object({ bytes: z.int(), bytesTotal: z.int(), rows: z.int() }),
    results: z.object({
      created: z.int().meta({ description: 'People created' }),
      updated: z.int(),
      unchanged: z.int(),
      accepted: z.int().meta({ description: 'Events accepted' }),
      duplicates: z.int(),
      failed: z.int().meta({ description: 'Rows refused; see errors.csv' }),
    }),
    failure: z.string().nullable().meta({ description: 'Why the import as a whole failed' }),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

export const createImport = defineEndpoint({
  id: 'createImport',
  method: 'POST',
  path: '/v1/imports',
  tag: 'Imports',
  summary: 'Import people or events from a CSV or NDJSON file',
  description:
    'multipart/form-data with the fields `kind` (`persons` or `events`), `mapping` (JSON, see ImportMapping) and then `file` ' +
    '(UTF-8, at most 1 GiB). Events also need scope `events:write`. For a small start send the first lines to ' +
    '`/v1/imports/inspect` and take the mapping from its reply. A file that cannot go with its mapping is refused at once; a row ' +
    'that does not fit is refused alone and listed in `errors.csv`. A blank cell removes the value, a blank identifier is left ' +
    'out; items of lists and tags are separated by `;`, and tags replace those the person has. Every row of a file of events ' +
    'is an event of its own, unless a column has the `eventId`.',
  access: 'persons:write',
  bodyKind: 'multipart',
  bodyLimit: REQUEST_LIMITS.importBytes,
  status: 202,
  reply: Import,
  problems: ['import.invalid', 'limit.exceeded', 'media_type.unsupported'],
  example: { reply: { ...running, status: 'queued' } },
});

export const inspectImport = defineEndpoint({
  id: 'inspectImport',
  method: 'POST',
  path: '/v1/imports/inspect',
  tag: 'Imports',
  summary: 'Guess a mapping from the first lines of a file',
  access: 'persons:write',
  body: z.strictObject({
    kind: ImportKind,
    fileName: z.string().max(255),
    sample: z.string().meta({ description: 'The first lines of the file' }),
  }),
  status: 200,
  reply: z.object({
    mapping: ImportMapping,
    columns: z.array(
      z.object({ name: z.string(), samples: z.array(z.string()), type: ValueType, target: ImportTarget }),
    ),
    problems: z.array(z.string()).meta({ description: 'What must be mapped before the import can start' }),
  }),
  problems: ['import.invalid'],
  example: {
    body: {
      kind: 'persons',
      fileName: 'customers.csv',
      sample: 'customer,mail,city\nc-1001,ana@example.com,Zagreb\n',
    },
    reply: {
      mapping,
      columns: [
        { name: 'customer', samples: ['c-1001'], type: 'text', target: { to: 'externalId' } },
        { name: 'mail', samples: ['ana@example.com'], type: 'text', target: { to: 'email' } },
        { name: 'city', samples: ['Zagreb'], type: 'text', target: { to: 'attribute', type: 'text' } },
      ],
      problems: [],
    },
  },
});

export const listImports = defineEndpoint({
  id: 'listImports',
  method: 'GET',
  path: '/v1/imports',
  tag: 'Imports',
  summary: 'List imports, newest first',
  access: 'persons:write',
  query: z.strictObject(PageQuery),
  status: 200,
  reply: pageOf(Import),
  example: { reply: { data: [running], nextCursor: null } },
});

export const readImport = defineEndpoint({
  id: 'readImport',
  method: 'GET',
  path: '/v1/imports/{id}',
  tag: 'Imports',
  summary: 'State and progress of an import',
  access: 'persons:write',
  params: IdParam,
  status: 200,
  reply: Import,
  example: { reply: running },
});

export const readImportErrors = defineEndpoint({
  id: 'readImportErrors',
  method: 'GET',
  path: '/v1/imports/{id}/errors.csv',
  tag: 'Imports',
  summary: 'Refused rows: line, column, code, message',
  access: 'persons:write',
  params: IdParam,
  status: 200,
  replyMediaType: 'text/csv',
});

export const cancelImport = defineEndpoint({
  id: 'cancelImport',
  method: 'POST',
  path: '/v1/imports/{id}/cancel',
  tag: 'Imports',
  summary: 'Stop an import; rows that are in stay in, and an import that has ended stays as it is',
  access: 'persons:write',
  params: IdParam,
  status: 200,
  reply: Import,
  example: { reply: cancelled },
});
