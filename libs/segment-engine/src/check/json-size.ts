/**
 * Bytes that a value takes as JSON in UTF-8, counted up to a limit: whatever is longer is only known to be longer. Takes any value, however
 * deep it nests, also one that no JSON can hold.
 */
export function jsonBytes(value: unknown, limit: number): number {
  let bytes = 0;
  const left: unknown[] = [value];
  while (left.length > 0 && bytes <= limit) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) {
      bytes += scalarBytes(next);
    } else if (Array.isArray(next)) {
      // Brackets, and a comma between items.
      bytes += 2 + Math.max(0, next.length - 1);
      for (const item of next.slice(0, limit)) left.push(item);
    } else {
      const entries = Object.entries(next).filter(([, item]) => item !== undefined);
      bytes += 2 + Math.max(0, entries.length - 1);
      for (const [key, item] of entries) {
        bytes += scalarBytes(key) + 1;
        left.push(item);
      }
    }
  }
  return bytes;
}

const encoder = new TextEncoder();

const scalarBytes = (value: unknown): number =>
  typeof value === 'string' ? encoder.encode(JSON.stringify(value)).length : String(value).length;

/** Deepest that a value is shown in a message, and how many of its parts. */
const SHOWN = { depth: 3, parts: 20 } as const;

/** A value as JSON, cut short where it is deep or long. */
export const shortJson = (value: unknown): string => JSON.stringify(pruned(value, 1)) ?? String(value);

function pruned(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return value.slice(0, 200);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > SHOWN.depth) return '…';
  if (Array.isArray(value)) return value.slice(0, SHOWN.parts).map((item) => pruned(item, depth + 1));
  const entries = Object.entries(value).slice(0, SHOWN.parts);
  return Object.fromEntries(entries.map(([key, item]) => [key, pruned(item, depth + 1)]));
}

/** A value as JSON for a suggestion; none when it would be too long to read. */
export function suggestJson(value: unknown): string[] {
  const longest = 2000;
  return jsonBytes(value, longest) > longest ? [] : [JSON.stringify(value)];
}
