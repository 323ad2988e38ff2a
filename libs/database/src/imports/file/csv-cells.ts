const QUOTE = '"';

/**
 * The cells of one row (RFC 4180); null when a quote is not closed or something follows the closing one.
 * A quote in the middle of an unquoted cell stands for itself.
 */
export function parseCells(row: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (row[at] === QUOTE) {
      const close = closingQuote(row, at + 1);
      if (close < 0) return null;
      cells.push(row.slice(at + 1, close).replaceAll('""', QUOTE));
      at = close + 1;
      if (at < row.length && row[at] !== delimiter) return null;
    } else {
      const end = row.indexOf(delimiter, at);
      cells.push(end < 0 ? row.slice(at) : row.slice(at, end));
      at = end < 0 ? row.length : end;
    }
    if (at >= row.length) return cells;
    at += 1;
  }
}

function closingQuote(row: string, from: number): number {
  let at = row.indexOf(QUOTE, from);
  while (at >= 0 && row[at + 1] === QUOTE) at = row.indexOf(QUOTE, at + 2);
  return at;
}

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The delimiter that cuts the first rows into the most cells while they agree on how many; a comma when none does. */
export function guessDelimiter(sample: string): Delimiter {
  const lines = sample.split(/\r?\n/).filter((line) => line.trim() !== '');
  const rows = lines.slice(0, 20);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const widths = rows.map((row) => parseCells(row, delimiter)?.length ?? 0);
    const [width = 0] = widths;
    if (width < 2) continue;
    const score = (widths.filter((other) => other === width).length / widths.length) * 1000 + width;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}
