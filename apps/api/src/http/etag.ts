/** Version that an `If-Match` asks for: null when anything will do, −1 when no version fits. */
export function readIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  // A weak tag never matches here (RFC 9110, 13.1.1).
  const versions = header.split(',').map((tag) => /^\s*"(\d{1,15})"\s*$/.exec(tag)?.[1]);
  return Math.max(-1, ...versions.filter((text) => text !== undefined).map(Number));
}

export const writeEtag = (version: number): string => `"${version}"`;
