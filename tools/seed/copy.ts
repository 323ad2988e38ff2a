import { once } from 'node:events';
import type { Writable } from 'node:stream';

const FLUSH = 1 << 18;

/** Writes rows in the text format of COPY, in large pieces and no faster than the server takes them. */
export class CopyWriter {
  private readonly stream: Writable;
  private text = '';

  constructor(stream: Writable) {
    this.stream = stream;
  }

  /** Takes one row: columns escaped already and separated by tabs. When it returns true, `flush` before the next. */
  row(line: string): boolean {
    this.text += line;
    this.text += '\n';
    return this.text.length >= FLUSH;
  }

  async flush(): Promise<void> {
    const { text } = this;
    this.text = '';
    if (text !== '' && !this.stream.write(text)) await once(this.stream, 'drain');
  }

  async end(): Promise<void> {
    await this.flush();
    this.stream.end();
    await once(this.stream, 'finish');
  }
}

const SPECIAL = /[\\\t\n\r]/;
const ALL_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

export const escapeCopy = (text: string): string =>
  SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (character) => ESCAPES[character] ?? '') : text;

export const NULL = '\\N';
