import { expect, it } from 'vitest';
import { valueWords } from './value-words.ts';

it.each([
  [null, 'not set'],
  [true, 'yes'],
  [false, 'no'],
  [12345.5, '12,345.5'],
  ['Zagreb', 'Zagreb'],
  [['a', 'b'], 'a, b'],
  [[], 'none'],
  [{ name: 'Mia', age: 4 }, 'name Mia · age 4'],
  [[{ name: 'Mia' }, { name: 'Jan' }], 'name Mia, name Jan'],
])('%j reads as %s', (value, words) => {
  expect(valueWords(value, 'UTC')).toBe(words);
});

it('shows days and instants as such', () => {
  expect(valueWords('1990-05-17', 'UTC')).toMatch(/May/);
  expect(valueWords('2026-01-01T23:30:00.000Z', 'Europe/Zagreb')).toMatch(/\b2\b/);
});
