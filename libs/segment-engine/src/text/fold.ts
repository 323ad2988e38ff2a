/**
 * The form in which text is compared (SPEC.md, "Text"): NFKC, trimmed, lower-cased without regard to a locale, ς as σ.
 * Lower-casing can undo NFKC (İ becomes i with a dot above), so both are repeated until nothing changes: folding twice
 * is folding once.
 */
export function foldText(text: string): string {
  let folded = text;
  for (;;) {
    const next = folded.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').trim();
    if (next === folded) return folded;
    folded = next;
  }
}

/** Number of code points: what every limit of text counts. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What is wrong with a text that no database can keep; null when it is fine. */
export function unstorable(text: string): string | null {
  if (text.includes('\0')) return 'contains a NUL character';
  return LONE_SURROGATE.test(text) ? 'contains half of a surrogate pair' : null;
}
