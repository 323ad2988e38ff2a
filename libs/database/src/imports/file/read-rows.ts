import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../limits.ts';
import { parseCells } from './csv-cells.ts';
import type { FileHead } from './file-head.ts';
import {
  OPEN_QUOTE,
  RecordSplitter,
  type Position,
  type RawRecord,
  type RowProblem,
} from './record-splitter.ts';

/** One row of data: its values by column, or why there are none. */
export interface Row {
  readonly line: number;
  readonly next: Position;
  /** Text of a CSV cell, any JSON value of a field of NDJSON; a column that the row does not have is absent. */
  readonly values: ReadonlyMap<string, unknown> | null;
  readonly problem: RowProblem | null;
}

/** Rows of a stream of bytes, an array for every piece of it. `pieces` begin at `from`. Blank rows are no rows. */
export async function* readRows(
  pieces: AsyncIterable<Uint8Array>,
  head: FileHead,
  from: Position,
): AsyncGenerator<readonly Row[]> {
  const splitter = new RecordSplitter(head.delimiter, from);
  for await (const piece of pieces) yield rowsOf(splitter.push(piece), head);
  yield rowsOf(splitter.finish(), head);
}

function rowsOf(records: readonly RawRecord[], head: FileHead): Row[] {
  const rows: Row[] = [];
  for (const record of records) {
    const row = rowOf(record, head);
    if (row !== null) rows.push(row);
  }
  return rows;
}

function rowOf(record: RawRecord, { columns, delimiter }: FileHead): Row | null {
  const { line, next, bytes } = record;
  if (bytes === null) return { line, next, values: null, problem: record.problem };
  const refused = (code: string, message: string): Row => ({
    line,
    next,
    values: null,
    problem: { column: null, code, message },
  });
  if (!isUtf8(bytes)) return refused('row.encoding', 'The row is not encoded in UTF-8.');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (text.trim() === '') return null;
  if (columns === null || delimiter === null) {
    const read = parseObject(text);
    return typeof read === 'string' ? refused('row.json', read) : { line, next, values: read, problem: null };
  }
  const cells = parseCells(text, delimiter);
  if (cells === null) return { line, next, values: null, problem: OPEN_QUOTE };
  if (cells.every((cell) => cell.trim() === '')) return null;
  if (cells.length !== columns.length) {
    return refused('row.ragged', `The row has ${cells.length} cells where the header has ${columns.length}.`);
  }
  return {
    line,
    next,
    values: new Map(columns.map((column, index) => [column, cells[index]])),
    problem: null,
  };
}

/** The fields of a JSON object, or what is wrong with the line. */
function parseObject(text: string): ReadonlyMap<string, unknown> | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The row is not valid JSON.';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'The row is not a JSON object.';
  if (depthOf(value, LIMITS.jsonDepth) > LIMITS.jsonDepth) {
    return `The row nests deeper than ${LIMITS.jsonDepth} levels.`;
  }
  return new Map(Object.entries(value));
}

/** Depth of nested objects and lists, counted no further than one beyond `most`. */
function depthOf(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (most < 1) return 1;
  let deepest = 0;
  for (const child of Object.values(value)) deepest = Math.max(deepest, depthOf(child, most - 1));
  return deepest + 1;
}
