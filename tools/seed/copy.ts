import { once } from 'node:events';
import type { Writable } from 'node:stream';

const FLUSH = 1 << 18;

/** Writes rows in the text format of COPY, in large pieces and no faster than the server takes them. */
export class CopyWriter {
  private readonly stream: Writable;
  private pieces: string[] = [];
  private size = 0;

  constructor(stream: Writable) {
    this.stream = stream;
  }

  /** Columns are escaped already; `\N` is null. Resolves when more may be written. */
  async row(...columns: readonly (string | number)[]): Promise<void> {
    const line = `${columns.join('\t')}\n`;
    this.pieces.push(line);
    this.size += line.length;
    if (this.size >= FLUSH) await this.flush();
  }

  async end(): Promise<void> {
    await this.flush();
    this.stream.end();
    await once(this.stream, 'finish');
  }

  private async flush(): Promise<void> {
    const text = this.pieces.join('');
    this.pieces = [];
    this.size = 0;
    if (!this.stream.write(text)) await once(this.stream, 'drain');
  }
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

export const escapeCopy = (text: string): string =>
  text.replace(SPECIAL, (character) => ESCAPES[character] ?? '');
export const jsonCopy = (value: unknown): string => escapeCopy(JSON.stringify(value));
export const NULL = '\\N';
