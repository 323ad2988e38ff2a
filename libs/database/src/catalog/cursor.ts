import { Refusal } from './refusal.ts';

/** Where a page of a list ended, as an opaque word. */
export const writeCursor = (...place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place in a cursor; throws `request.invalid` for one that no list handed out. */
export function readCursor<T extends readonly (string | number)[]>(
  cursor: string,
  ...kinds: { readonly [K in keyof T]: T[K] extends number ? 'number' : 'string' }
): T {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const fits =
      Array.isArray(place) &&
      place.length === kinds.length &&
      kinds.every((kind: 'number' | 'string', index) => {
        const part: unknown = place[index];
        return kind === 'number' ? Number.isSafeInteger(part) : typeof part === 'string';
      });
    if (fits) return place as unknown as T;
  } catch {
    // Not JSON: said below.
  }
  const message = 'is no cursor of this list; begin without one';
  throw new Refusal('request.invalid', 'The cursor is not valid.', {
    issues: [{ code: 'cursor.invalid', path: '/cursor', message, suggestions: [] }],
  });
}
