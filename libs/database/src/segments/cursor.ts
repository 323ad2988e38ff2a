import { parseInstant } from '@satsuma/segment-engine';
import { SegmentError } from './segment-error.ts';

type Part = string | number;

/** An opaque mark of the last row of a page: the order it was read in, and the row's place in it. */
export const encodeCursor = (order: string, place: readonly Part[]): string =>
  Buffer.from(JSON.stringify([order, ...place])).toString('base64url');

/** The place that a cursor marks, with as many parts of the given kinds. Throws `request.invalid` when it is none of this order. */
export function decodeCursor(
  cursor: string,
  order: string,
  kinds: readonly ('string' | 'number' | 'instant')[],
): readonly Part[] {
  const parts = parse(cursor);
  const fits =
    parts !== null &&
    parts.length === kinds.length + 1 &&
    parts[0] === order &&
    kinds.every((kind, index) => isOf(kind, parts[index + 1]));
  if (fits) return parts.slice(1) as Part[];
  throw new SegmentError('request.invalid', 'The cursor is not one of this list in this order.', {
    issues: [
      {
        code: 'value.invalid',
        path: '/cursor',
        message: 'is not a cursor of this list in this order: leave it out to begin at the start.',
        suggestions: [],
      },
    ],
  });
}

function isOf(kind: 'string' | 'number' | 'instant', part: unknown): boolean {
  if (kind === 'number') return Number.isSafeInteger(part);
  if (typeof part !== 'string' || part.includes('\0')) return false;
  if (kind === 'string') return true;
  return /^[-\d]{10}T[:\d]{8}\.\d{3}Z$/.test(part) && parseInstant(part) !== null;
}

function parse(cursor: string): unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
