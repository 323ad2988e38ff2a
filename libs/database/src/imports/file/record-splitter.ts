/** Largest row in bytes; a file with a larger one keeps its other rows. */
export const MAX_ROW_BYTES = 1024 * 1024;

/** A place between two rows of a file: the offset in bytes, and the number of the line that begins there, from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
}

/** Why a row cannot be used, in a sentence that quotes nothing out of the file but names of columns. */
export interface RowProblem {
  /** Name of the column; null where the whole row is meant. */
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

/** The bytes of one row without its line end; several lines where a quoted cell spans them. */
export interface RawRecord {
  readonly line: number;
  /** Where the next row begins. */
  readonly next: Position;
  readonly bytes: Uint8Array | null;
  /** Set where `bytes` is null. */
  readonly problem: RowProblem | null;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;

const START = 0;
const PLAIN = 1;
const QUOTED = 2;
const CLOSING = 3;

const EMPTY = new Uint8Array();

/**
 * Cuts a stream of bytes into rows whose ends are known to the byte, so that a run can go on behind any of them.
 * With a delimiter (one byte) a line end within a quoted cell does not end the row; without one every line is a row.
 * A quote that nothing closes within `MAX_ROW_BYTES` costs only the line that opens it.
 */
export class RecordSplitter {
  readonly #delimiter: number | null;
  #bytes: Uint8Array = EMPTY;
  #offset: number;
  #line: number;
  /** Beginning of the row at hand in `#bytes`, and how far it has been looked through. */
  #start = 0;
  #scanned = 0;
  #state = START;
  #breaks = 0;
  #firstBreak = -1;
  #skipping = false;

  constructor(delimiter: string | null, { offset, line }: Position) {
    this.#delimiter = delimiter === null ? null : delimiter.charCodeAt(0);
    this.#offset = offset;
    this.#line = line;
  }

  push(piece: Uint8Array): RawRecord[] {
    this.#bytes = this.#bytes.length === 0 ? piece : Buffer.concat([this.#bytes, piece]);
    return this.#take(false);
  }

  /** What is left when the file has ended. */
  finish(): RawRecord[] {
    return this.#take(true);
  }

  #take(last: boolean): RawRecord[] {
    const records: RawRecord[] = [];
    for (;;) {
      const end = this.#findEnd();
      if (end >= 0) {
        records.push(this.#skipping ? this.#refuse(end, TOO_LONG, this.#breaks + 1) : this.#cut(end));
        continue;
      }
      const overlong = this.#scanned - this.#start >= MAX_ROW_BYTES;
      if (overlong || last) {
        if (this.#state === QUOTED && this.#firstBreak >= 0) {
          records.push(this.#refuse(this.#firstBreak, OPEN_QUOTE, 1));
          continue;
        }
        if (overlong && !this.#skipping) this.#skip();
        else if (overlong) this.#drop();
        else if (this.#skipping) return [...records, this.#refuse(this.#scanned, TOO_LONG, this.#breaks + 1)];
        else return this.#scanned > this.#start ? [...records, this.#cut(this.#scanned)] : records;
        continue;
      }
      break;
    }
    this.#drop();
    return records;
  }

  /** Index after the line end of the row at hand; -1 when it is not there within reach. */
  #findEnd(): number {
    const bytes = this.#bytes;
    const limit = this.#skipping ? bytes.length : Math.min(bytes.length, this.#start + MAX_ROW_BYTES);
    if (this.#delimiter === null || this.#skipping) return this.#findLineEnd(limit);
    let state = this.#state;
    for (let index = this.#scanned; index < limit; index += 1) {
      const byte = bytes[index];
      if (state === QUOTED) {
        if (byte === QUOTE) state = CLOSING;
        else if (byte === LF) this.#noteBreak(index + 1);
      } else if (byte === LF) {
        return index + 1;
      } else if (byte === this.#delimiter) {
        state = START;
      } else if (byte === QUOTE) {
        if (state !== PLAIN) state = QUOTED;
      } else {
        state = PLAIN;
      }
    }
    this.#state = state;
    this.#scanned = Math.max(this.#scanned, limit);
    return -1;
  }

  #findLineEnd(limit: number): number {
    const index = this.#bytes.indexOf(LF, this.#scanned);
    if (index >= 0 && index < limit) return index + 1;
    this.#scanned = Math.max(this.#scanned, limit);
    return -1;
  }

  #noteBreak(index: number): void {
    this.#breaks += 1;
    if (this.#firstBreak < 0) this.#firstBreak = index;
  }

  #cut(end: number): RawRecord {
    let stop = end;
    if (this.#bytes[stop - 1] === LF) stop -= 1;
    if (stop > this.#start && this.#bytes[stop - 1] === CR) stop -= 1;
    return this.#advance(end, this.#breaks + 1, this.#bytes.subarray(this.#start, stop), null);
  }

  #refuse(end: number, problem: RowProblem, lines: number): RawRecord {
    return this.#advance(end, lines, null, problem);
  }

  #advance(end: number, lines: number, bytes: Uint8Array | null, problem: RowProblem | null): RawRecord {
    const line = this.#line;
    this.#line += lines;
    this.#start = end;
    this.#scanned = end;
    this.#state = START;
    this.#breaks = 0;
    this.#firstBreak = -1;
    this.#skipping = false;
    return { line, next: { offset: this.#offset + end, line: this.#line }, bytes, problem };
  }

  /** The line at hand is too long: nothing of it is kept, only its end is looked for. */
  #skip(): void {
    this.#skipping = true;
    this.#drop();
  }

  /** Lets go of what lies before the row at hand, and of a line that is skipped. */
  #drop(): void {
    const from = this.#skipping ? this.#scanned : this.#start;
    this.#bytes = this.#bytes.subarray(from);
    this.#offset += from;
    this.#start = 0;
    this.#scanned -= from;
    if (this.#firstBreak >= 0) this.#firstBreak -= from;
  }
}

const TOO_LONG: RowProblem = {
  column: null,
  code: 'row.too_long',
  message: `The row is longer than ${MAX_ROW_BYTES / 1024 / 1024} MiB.`,
};

export const OPEN_QUOTE: RowProblem = {
  column: null,
  code: 'row.quote',
  message: 'The row opens a quote that is not closed before the end of its cell.',
};
