import type { imports } from '../schema/index.ts';
import type { ImportKind, ImportMapping } from './mapping/import-mapping.ts';

export type ImportRow = typeof imports.$inferSelect;
export type ImportStatus = ImportRow['status'];

/** How an import is getting on, as people see it. */
export interface ImportRecord {
  readonly id: number;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly mapping: ImportMapping;
  readonly status: ImportStatus;
  /** What is committed; bytes of the file, rows below its header. */
  readonly progress: { readonly bytes: number; readonly bytesTotal: number; readonly rows: number };
  readonly results: {
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly accepted: number;
    readonly duplicates: number;
    readonly failed: number;
  };
  /** Why the import as a whole failed, in a sentence. */
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export function recordOf(row: ImportRow): ImportRecord {
  const { created, updated, unchanged, accepted, duplicates, failed } = row;
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.fileName,
    // The API checks a mapping before it is written, and nothing else writes one.
    mapping: row.mapping as ImportMapping,
    status: row.status,
    progress: { bytes: row.bytesDone, bytesTotal: row.bytesTotal, rows: row.rowsDone },
    results: { created, updated, unchanged, accepted, duplicates, failed },
    failure: row.failure,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}
