import type { Executor } from '../client/client.ts';
import { readImportErrors, type ImportError } from './import-errors.repository.ts';
import { LIMITS } from './limits.ts';

const LINES = 500;

/**
 * The problems of an import as a CSV (RFC 4180), piece by piece: line, column, code, message. Where more lines were refused
 * than are kept, the last line says so.
 */
export async function* importErrorsCsv(
  db: Executor,
  workspaceId: number,
  importId: number,
): AsyncGenerator<string> {
  let piece = 'line,column,code,message\r\n';
  let lines = 0;
  let last = 0;
  let refused = 0;
  for await (const error of readImportErrors(db, workspaceId, importId)) {
    if (error.line !== last) refused += 1;
    last = error.line;
    piece += csvLine(error);
    lines += 1;
    if (lines % LINES === 0) {
      yield piece;
      piece = '';
    }
  }
  if (refused >= LIMITS.errorLines) piece += csvLine(beyond(last));
  if (piece !== '') yield piece;
}

const beyond = (line: number): ImportError => ({
  line,
  column: null,
  code: 'errors.limit',
  message: `Errors are kept for the first ${LIMITS.errorLines} refused lines; further ones are only counted.`,
});

const csvLine = ({ line, column, code, message }: ImportError): string =>
  `${[String(line), text(column ?? ''), code, text(message)].join(',')}\r\n`;

/** Text that a spreadsheet would take for a formula is made text. */
function text(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
