import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesPattern } from './pattern.ts';

/** The definition, word by word: slow and plainly right. */
function plainly(text: readonly string[], pattern: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*') return plainly(text, rest) || (text.length > 0 && plainly(text.slice(1), pattern));
  return text.length > 0 && (first === '?' || first === text[0]) && plainly(text.slice(1), rest);
}

it('matches what the definition matches', () => {
  const letter = (letters: string[]) => fc.array(fc.constantFrom(...letters), { maxLength: 8 });
  fc.assert(
    fc.property(letter(['a', 'b', '👍', '*']), letter(['a', 'b', '👍', '*', '*', '?']), (text, pattern) => {
      expect(matchesPattern(text.join(''), pattern.join(''))).toBe(plainly(text, pattern));
    }),
    { numRuns: 3000 },
  );
});

it('L10: is never slower than text × pattern', () => {
  const text = 'a'.repeat(4096);
  const start = performance.now();
  expect(matchesPattern(text, `${'*a'.repeat(20)}${'a'.repeat(2000)}b`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(2000);
});
