import { describe, expect, it } from 'vitest';
import { flattenAttributes } from './flatten.ts';
import { guessType } from './guess.ts';
import { isDay, parseInstant } from './instant.ts';
import { parseObjects } from './objects.ts';
import { parseValue } from './value.ts';

describe('parseValue', () => {
  it('keeps the spelling beside the folded fact, and only where they differ', () => {
    expect(parseValue('text', 'Zagreb')).toEqual({
      ok: true,
      missing: false,
      fact: 'zagreb',
      original: 'Zagreb',
    });
    expect(parseValue('text', 'zagreb')).toEqual({ ok: true, missing: false, fact: 'zagreb' });
  });

  it.each([
    ['text', ''],
    ['text', '  '],
    ['integer', null],
    ['list', []],
    ['list', ['', ' ']],
    ['date', ''],
  ] as const)('takes %s %j as missing', (type, raw) =>
    expect(parseValue(type, raw)).toEqual({ ok: true, missing: true }),
  );

  it.each([
    ['text', 5],
    ['integer', 1.5],
    ['integer', '3'],
    ['integer', 2 ** 53],
    ['decimal', Infinity],
    ['decimal', Number.NaN],
    ['boolean', 'true'],
    ['date', '2025-02-29'],
    ['date', '0000-01-01'],
    ['date', '2025-1-1'],
    ['datetime', '2025-01-01T00:00:00'],
    ['datetime', '2025-01-01T24:00:00Z'],
    ['list', ['a', 1]],
    ['list', 'a'],
    ['text', 'x'.repeat(4097)],
    ['text', 'a\0'],
  ] as const)('refuses %s %j', (type, raw) => expect(parseValue(type, raw).ok).toBe(false));

  it('takes text of 4096 code points and lists of 500 items', () => {
    expect(parseValue('text', '👍'.repeat(4096)).ok).toBe(true);
    const items = Array.from({ length: 501 }, (_, index) => `i${index}`);
    expect(parseValue('list', items.slice(1)).ok).toBe(true);
    expect(parseValue('list', items).ok).toBe(false);
  });

  it('knows one zero', () => expect(parseValue('decimal', -0)).toMatchObject({ fact: 0 }));

  it('makes lists sets after folding and keeps the first spelling', () => {
    expect(parseValue('list', ['VIP', 'vip', ' Vip', 'new'])).toMatchObject({
      fact: ['vip', 'new'],
      original: ['VIP', 'new'],
    });
  });

  it('cuts instants to the millisecond and needs an offset', () => {
    expect(parseInstant('2025-01-01T01:00:00.1239+01:00')).toBe(Date.UTC(2025, 0, 1, 0, 0, 0, 123));
    expect(parseInstant('0001-01-01T00:00:00+01:00')).toBeNull();
    expect(parseInstant('2024-02-29T23:59:59Z')).toBe(Date.UTC(2024, 1, 29, 23, 59, 59));
  });

  it('knows the days that exist', () => {
    expect(['2024-02-29', '0001-01-01', '9999-12-31'].every(isDay)).toBe(true);
    expect(['2025-02-29', '2025-13-01', '2025-00-10', '10000-01-01'].some(isDay)).toBe(false);
  });
});

describe('parseObjects', () => {
  it('types new fields by their first value and leaves null out', () => {
    expect(parseObjects([{ name: 'Ana', age: 3 }, { name: null }])).toEqual({
      ok: true,
      missing: false,
      fact: [{ name: 'ana', age: 3 }, {}],
      original: [{ name: 'Ana', age: 3 }, {}],
      newFields: [
        { name: 'name', type: 'text' },
        { name: 'age', type: 'decimal' },
      ],
    });
  });

  it('refuses objects inside objects with the path', () => {
    expect(parseObjects([{ a: { b: 1 } }])).toMatchObject({ ok: false, problem: { path: '/0/a' } });
  });
});

describe('flattenAttributes', () => {
  const flat = (raw: Record<string, unknown>) => {
    const result = flattenAttributes(raw);
    return result.ok
      ? Object.fromEntries([...result.values].map(([name, { value }]) => [name, value]))
      : result.problem;
  };

  it('flattens three levels and no more', () => {
    expect(flat({ a: { b: { c: 1 }, d: null } })).toEqual({ a_b_c: 1, a_d: null });
    expect(flat({ a: { b: { c: { d: 1 } } } })).toMatchObject({ code: 'value.limit', path: '/a/b/c' });
  });

  it('refuses one name from two places', () => {
    expect(flat({ a_b: 1, a: { b: 2 } })).toMatchObject({ code: 'value.invalid' });
  });
});

it.each([
  ['2025-01-31', 'date'],
  ['2025-01-31T10:00:00Z', 'datetime'],
  ['2025-01-31T10:00:00', 'text'],
  [1, 'decimal'],
  [true, 'boolean'],
  [['a'], 'list'],
  [[{}], 'objects'],
  [[], null],
  [['a', 1], null],
])('guesses %j as %s', (raw, type) => expect(guessType(raw)).toBe(type));
