import type { z } from 'zod';
import { ProblemError } from './problem-error.ts';

/** Where a list goes on, as an opaque word. */
export const writeCursor = (place: unknown): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place in a cursor; null without one. A cursor that the API did not make is refused. */
export function readCursor<S extends z.ZodType>(text: string | undefined, schema: S): z.output<S> | null {
  if (text === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    const issue = {
      code: 'cursor.invalid',
      path: '/cursor',
      message: 'is no cursor of this list; begin without one',
    };
    throw new ProblemError('request.invalid', 'The cursor is not valid.', { issues: [issue] });
  }
}
