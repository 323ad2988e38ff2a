import type { ValueType } from '@satsuma/segment-engine';
import type { Delimiter } from '../file/csv-cells.ts';

export type ImportKind = 'persons' | 'events';
export type ImportFormat = 'csv' | 'ndjson';

/** What one column, of NDJSON one top-level field, becomes. */
export type ImportTarget =
  | {
      readonly to: 'externalId' | 'email' | 'phone' | 'type' | 'tags' | 'eventId' | 'eventName' | 'ignore';
    }
  | { readonly to: 'occurredAt'; readonly timeZone?: string | undefined }
  | {
      readonly to: 'attribute' | 'property';
      readonly name?: string | undefined;
      readonly type?: ValueType | undefined;
    };

export interface ImportMapping {
  readonly format?: ImportFormat | undefined;
  readonly delimiter?: Delimiter | undefined;
  /** Name of every event, when no column has it. */
  readonly event?: string | undefined;
  /** By name of the column; columns that are not named are ignored. */
  readonly columns: Readonly<Record<string, ImportTarget>>;
}

/** Targets that make sense for one kind of import only; the others fit both. */
export const TARGETS_OF: Record<ImportKind, ReadonlySet<ImportTarget['to']>> = {
  persons: new Set(['externalId', 'email', 'phone', 'type', 'tags', 'attribute', 'ignore']),
  events: new Set([
    'externalId',
    'email',
    'phone',
    'eventId',
    'eventName',
    'occurredAt',
    'property',
    'ignore',
  ]),
};

export const IDENTIFIERS: readonly ImportTarget['to'][] = ['externalId', 'email', 'phone'];

/** NDJSON by the usual endings of its file names; anything else is CSV. */
export const formatOf = (fileName: string): ImportFormat =>
  /\.(ndjson|jsonl|json|ldjson)$/i.test(fileName) ? 'ndjson' : 'csv';

/** Columns of a mapping that become something. */
export const usedColumns = (mapping: ImportMapping): [string, ImportTarget][] =>
  Object.entries(mapping.columns).filter(([, { to }]) => to !== 'ignore');
