import type { ValueType } from '@satsuma/segment-engine';
import type { FileHead } from '../file/file-head.ts';
import type { Row } from '../file/read-rows.ts';
import { LIMITS } from '../limits.ts';
import { nameOf } from '../mapping/check-mapping.ts';
import { guessColumnType } from '../mapping/guess-type.ts';
import { usedColumns, type ImportMapping, type ImportTarget } from '../mapping/import-mapping.ts';
import { momentReader } from './occurred-at.ts';

type Plain = Exclude<ImportTarget['to'], 'attribute' | 'property' | 'occurredAt' | 'ignore'>;

/** What becomes of one column, with everything decided. */
export type ColumnPlan =
  | { readonly column: string; readonly to: Plain }
  | {
      readonly column: string;
      readonly to: 'occurredAt';
      /** RFC 3339 in UTC; null for text that is no moment. */
      readonly read: (text: string) => string | null;
    }
  | {
      readonly column: string;
      readonly to: 'attribute' | 'property';
      readonly name: string;
      /** The type of the mapping or the guessed one; the catalog's goes before it. */
      readonly type: ValueType;
    };

export type Planned =
  | { readonly ok: true; readonly plans: readonly ColumnPlan[] }
  | { readonly ok: false; readonly problems: readonly ColumnProblem[] };

/** Settles the mapping for one file. Fails for columns of a CSV that the file does not have, or has twice. */
export function planColumns(mapping: ImportMapping, head: FileHead, sample: readonly Row[]): Planned {
  const problems = headerProblems(mapping, head);
  if (problems.length > 0) return { ok: false, problems };
  const rows = sample.slice(0, LIMITS.guessRows);
  const guess = (column: string) =>
    guessColumnType(
      rows.map(({ values }) => values?.get(column)),
      head.format,
    );
  return {
    ok: true,
    plans: usedColumns(mapping).map(([column, target]) => planColumn(column, target, guess)),
  };
}

export interface ColumnProblem {
  readonly column: string;
  readonly message: string;
}

/** Columns that the mapping uses and the first row of a CSV does not name, or names more than once. */
export function headerProblems(mapping: ImportMapping, { columns }: FileHead): ColumnProblem[] {
  if (columns === null) return [];
  return usedColumns(mapping).flatMap(([column]) => {
    const times = columns.filter((other) => other === column).length;
    if (times === 1) return [];
    const name = JSON.stringify(column);
    const message =
      times === 0
        ? `The first row of the file does not name a column ${name}.`
        : `The first row of the file names ${times} columns ${name}.`;
    return [{ column, message }];
  });
}

function planColumn(column: string, target: ImportTarget, guess: (column: string) => ValueType): ColumnPlan {
  switch (target.to) {
    case 'occurredAt':
      return { column, to: 'occurredAt', read: momentReader(target.timeZone ?? 'UTC') };
    case 'attribute':
    case 'property': {
      const type = target.type ?? guess(column);
      const fitting = target.to === 'property' && type === 'objects' ? 'text' : type;
      return { column, to: target.to, name: nameOf(column, target), type: fitting };
    }
    case 'ignore':
      throw new Error('A column that is ignored has no plan.');
    default:
      return { column, to: target.to };
  }
}
