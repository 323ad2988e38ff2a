import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { IMPORT_LIMITS } from '@satsuma/database';
import { ProblemError, type Upload } from '../http/index.ts';

/** Largest field beside the file, and largest head of a part, in bytes. */
const FIELD_BYTES = 256 * 1024;
/** What a form has beside the file, at most: fields and the lines between the parts. */
const OVERHEAD_BYTES = 2 * FIELD_BYTES;
const FIELDS = ['kind', 'mapping'];

/** A form whose file has begun to arrive. */
export interface ImportForm {
  readonly fields: ReadonlyMap<string, string>;
  /** Without folders. */
  readonly fileName: string;
  /** Read it to its end; it fails when the sender goes away. */
  readonly file: Readable;
  /** Resolves when the form is complete behind the file. */
  readonly ended: Promise<void>;
  /** Stops reading; what is still to come is let go. */
  close(): void;
}

/** Reads a multipart form as far as the beginning of its file, in which `kind` and `mapping` stand before it. */
export async function openForm({ contentType, stream, length }: Upload): Promise<ImportForm> {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new ProblemError('media_type.unsupported', 'An import is sent as multipart/form-data.');
  }
  if (length !== null && length > IMPORT_LIMITS.fileBytes + OVERHEAD_BYTES) throw fileTooLarge();
  const parser = parserOf(contentType);
  const fields = new Map<string, string>();
  const opened = Promise.withResolvers<ImportForm>();
  const ended = Promise.withResolvers<void>();
  // Whoever stops early does not wait for the end.
  ended.promise.catch(() => undefined);
  let file: Readable | null = null;
  const fail = (error: Error): void => {
    opened.reject(error);
    ended.reject(error);
    file?.destroy(error);
  };
  const close = (): void => {
    stream.unpipe(parser);
    stream.resume();
  };
  parser.on('field', (name, value, _, truncated) => {
    const problem = fieldProblem(name, { isLast: file !== null, isKnown: fields.has(name), truncated });
    if (problem === null) fields.set(name, value);
    else fail(problem);
  });
  parser.on('file', (_name, part, name) => {
    if (file !== null) {
      part.resume();
      return fail(invalid('/file', 'A form has one file.'));
    }
    file = part;
    // Whoever reads the file meets the error there; nobody may be reading yet.
    part.on('error', () => undefined);
    opened.resolve({ fields, fileName: fileNameOf(name), file: part, ended: ended.promise, close });
  });
  parser.on('error', () =>
    fail(invalid('', 'The form is not complete or not well-formed multipart/form-data.')),
  );
  parser.on('finish', () => {
    opened.reject(invalid('/file', 'The form has no file: send it as the last part, named “file”.'));
    ended.resolve();
  });
  stream.on('error', fail);
  stream.on('close', () => {
    if (!stream.readableEnded) fail(new Error('The sender went away.'));
  });
  stream.pipe(parser);
  return opened.promise;
}

function parserOf(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { fieldSize: FIELD_BYTES, fields: 10, parts: 12, headerPairs: 20 },
      isPartAFile: (name) => name === 'file',
    });
  } catch {
    throw invalid('', 'The form has no boundary in its content type.');
  }
}

function fieldProblem(
  name: string,
  {
    isLast,
    isKnown,
    truncated,
  }: { readonly isLast: boolean; readonly isKnown: boolean; readonly truncated: boolean },
): ProblemError | null {
  const path = `/${name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (!FIELDS.includes(name))
    return invalid(path, 'A form has the fields kind and mapping, then file.', FIELDS);
  if (isLast) return invalid(path, `${name} stands behind the file: send the file last.`);
  if (isKnown) return invalid(path, `${name} is there twice.`);
  if (!truncated) return null;
  return new ProblemError('limit.exceeded', `${name} is longer than ${FIELD_BYTES / 1024} KiB.`, {
    status: 413,
  });
}

export const fileTooLarge = (): ProblemError =>
  new ProblemError(
    'limit.exceeded',
    `A file has at most ${IMPORT_LIMITS.fileBytes / 1024 ** 3} GiB: cut it into several.`,
    { status: 413 },
  );

const invalid = (path: string, message: string, suggestions?: readonly string[]): ProblemError =>
  new ProblemError('request.invalid', message, {
    issues: [
      {
        code: 'field.value',
        path,
        message,
        ...(suggestions === undefined ? {} : { suggestions: [...suggestions] }),
      },
    ],
  });

/** The last step of a path, without characters that no name of a file has. */
function fileNameOf(sent: string | undefined): string {
  const last = (sent ?? '').toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const name = [...last.replace(/\p{Cc}/gu, '').trim()].slice(0, IMPORT_LIMITS.fileName).join('');
  return name === '' ? 'file' : name;
}
