import { ApiError, type Problem } from '@satsuma/contracts';
import { describe, expect, it } from 'vitest';
import { issueAt, segmentsOf, wordsOf } from './problem-words.ts';

const error = (problem: Partial<Problem>, retryAfter: number | null = null): ApiError =>
  new ApiError(
    { type: 'about:blank', title: 'x', status: 400, detail: '', code: 'request.invalid', ...problem },
    retryAfter,
  );

describe('wordsOf', () => {
  it('says a broken connection in words', () => {
    expect(wordsOf(new TypeError('fetch failed'))).toContain('cannot be reached');
  });

  it('never shows what a broken server said', () => {
    expect(wordsOf(error({ status: 500, code: 'internal', detail: 'at Object.<anonymous>' }))).not.toContain(
      'Object',
    );
  });

  it('says when to come back', () => {
    expect(wordsOf(error({ code: 'rate.limited' }, 3))).toContain('3 seconds');
  });

  it('adds the issues that the detail does not have', () => {
    const issues = [{ code: 'x', path: '/emails/0', message: 'is no address' }];
    expect(wordsOf(error({ detail: 'The body does not fit.', issues }))).toBe(
      'The body does not fit. emails › 0: is no address.',
    );
  });
});

it('issueAt finds what belongs to a field, with what would fit', () => {
  const refused = error({
    issues: [
      { code: 'x', path: '/phones/1', message: 'is no number.', suggestions: ['+385911234567'] },
      { code: 'x', path: '/phonesAreMany', message: 'other' },
    ],
  });
  expect(issueAt(refused, '/phones')).toBe('is no number. Perhaps +385911234567?');
  expect(issueAt(refused, '/emails')).toBeNull();
  expect(issueAt(new TypeError('x'), '/phones')).toBeNull();
});

it('segmentsOf names what stands in the way', () => {
  expect(segmentsOf(error({ segments: [{ id: 1, name: 'A' }] }))).toEqual([{ id: 1, name: 'A' }]);
  expect(segmentsOf(new TypeError('x'))).toEqual([]);
});
