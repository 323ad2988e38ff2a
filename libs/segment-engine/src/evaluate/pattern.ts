/**
 * Whether the whole text fits a pattern of `*` (any run of characters) and `?` (one code point).
 * Greedy with one step back to the latest `*`: never slower than text × pattern.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  const letters = [...text];
  const wanted = [...pattern];
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (at < letters.length) {
    if (next < wanted.length && wanted[next] === '*') {
      star = next;
      resume = at;
      next += 1;
    } else if (next < wanted.length && (wanted[next] === '?' || wanted[next] === letters[at])) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      next = star + 1;
      resume += 1;
      at = resume;
    } else {
      return false;
    }
  }
  while (wanted[next] === '*') next += 1;
  return next === wanted.length;
}
