import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, lengthOf, unstorable } from './fold.ts';

describe('foldText', () => {
  it.each([
    ['  Berlin ', 'berlin'],
    ['STRASSE', 'strasse'],
    ['Straße', 'straße'],
    ['ﬁne', 'fine'],
    ['Σίσυφος', 'σίσυφοσ'],
    ['e\u0301tude', 'étude'],
    ['İ', 'i\u0307'],
    ['Ｆｕｌｌ', 'full'],
    [' \u3000', ''],
  ])('folds %j to %j', (text, folded) => expect(foldText(text)).toBe(folded));

  it('L3: folding twice is folding once, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => foldText(foldText(text)) === foldText(text)),
    );
  });
});

it('lengths count code points', () => expect(lengthOf('a👍🏽')).toBe(3));

it('finds what no database can keep', () => {
  expect(unstorable('a\0b')).toMatch(/NUL/);
  expect(unstorable('a\uD800')).toMatch(/surrogate/);
  expect(unstorable('👍')).toBeNull();
});
