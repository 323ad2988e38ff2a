import { isUtf8 } from 'node:buffer';
import type { ImportMapping } from '../mapping/import-mapping.ts';
import { guessDelimiter, parseCells, type Delimiter } from './csv-cells.ts';
import { RecordSplitter, type Position } from './record-splitter.ts';

/** How a file is read, told from its first bytes. */
export interface FileHead {
  readonly format: 'csv' | 'ndjson';
  /** Null for NDJSON. */
  readonly delimiter: Delimiter | null;
  /** The cells of the first row of a CSV, trimmed; null for NDJSON. */
  readonly columns: readonly string[] | null;
  /** Where the first row of data begins. */
  readonly start: Position;
}

export type Opened =
  | { readonly ok: true; readonly head: FileHead }
  | { readonly ok: false; readonly failure: string };

/** How much of a file is looked at to tell the delimiter. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Reads the beginning of a file: byte order mark, delimiter, names of the columns. `first` is the whole file or its first
 * MiB. Fails, with a sentence, for a file that is no text, is empty, or has no first row that could name columns.
 */
export function openHead(
  first: Uint8Array,
  { format, delimiter }: Pick<ImportMapping, 'delimiter'> & { format: 'csv' | 'ndjson' },
): Opened {
  const stranger = strangerOf(first);
  if (stranger !== null) return { ok: false, failure: stranger };
  const offset = hasByteOrderMark(first) ? 3 : 0;
  const start = { offset, line: 1 };
  const body = first.subarray(offset);
  if (Buffer.from(body).toString('latin1').trim() === '') return { ok: false, failure: 'The file is empty.' };
  if (format === 'ndjson' && isJsonList(body)) return { ok: false, failure: JSON_LIST };
  if (format === 'ndjson') return { ok: true, head: { format, delimiter: null, columns: null, start } };
  const used = delimiter ?? guessDelimiter(Buffer.from(body.subarray(0, SAMPLE_BYTES)).toString('utf8'));
  return readHeader(body, used, start);
}

function readHeader(body: Uint8Array, delimiter: Delimiter, from: Position): Opened {
  const splitter = new RecordSplitter(delimiter, from);
  const header = [...splitter.push(body), ...splitter.finish()].find(
    ({ bytes }) => bytes === null || bytes.length > 0,
  );
  const { bytes } = header ?? { bytes: null };
  if (bytes === null || header === undefined) return { ok: false, failure: UNREADABLE_HEADER };
  if (!isUtf8(bytes)) return { ok: false, failure: NOT_UTF8 };
  const cells = parseCells(Buffer.from(bytes).toString('utf8'), delimiter);
  if (cells === null) return { ok: false, failure: UNREADABLE_HEADER };
  const columns = cells.map((cell) => cell.trim());
  return { ok: true, head: { format: 'csv', delimiter, columns, start: header.next } };
}

const UNREADABLE_HEADER =
  'The first row of the file cannot be read; it must name the columns, and every quote in it must be closed.';
const NOT_UTF8 = 'The file is not encoded in UTF-8; save it as “CSV UTF-8”.';

const JSON_LIST =
  'The file is one JSON list; write each object on a line of its own, without commas between them (NDJSON).';

const isJsonList = (body: Uint8Array): boolean =>
  Buffer.from(body.subarray(0, SAMPLE_BYTES)).toString('latin1').trimStart().startsWith('[');

const hasByteOrderMark = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** What is wrong with a file that is not text in UTF-8 at all; null for one that may be. */
function strangerOf(bytes: Uint8Array): string | null {
  const [first, second, third, fourth] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'The file is encoded in UTF-16; save it as “CSV UTF-8”.';
  }
  // Not the two letters alone: they are a fine name of a column.
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) {
    return 'The file is a spreadsheet or a ZIP archive; save the sheet as “CSV UTF-8” first.';
  }
  if (first === 0x1f && second === 0x8b) return 'The file is compressed; unpack it first.';
  return bytes.subarray(0, SAMPLE_BYTES).includes(0) ? 'The file is not text in UTF-8.' : null;
}
