import { ApiError, type ProblemCode } from '@satsuma/contracts';
import { describe, expect, it } from 'vitest';
import { copyName, refusalOf } from './save-segment.ts';

const problem = (code: ProblemCode): ApiError =>
  new ApiError({ type: 'about:blank', title: '', status: 409, detail: 'Because.', code }, null);

describe('saving', () => {
  it('names copies “Name (copy)”, “Name (copy 2)”, within the limit', () => {
    expect(copyName('Regulars', 1)).toBe('Regulars (copy)');
    expect(copyName('Regulars (copy)', 2)).toBe('Regulars (copy 2)');
    expect([...copyName('👍🏽'.repeat(100), 3)]).toHaveLength(120);
  });

  it('tells apart what stands in the way', () => {
    expect(refusalOf(problem('segment.name_taken'))).toEqual({ kind: 'name', message: 'Because.' });
    expect(refusalOf(problem('rule.invalid')).kind).toBe('rule');
    expect(refusalOf(problem('precondition.failed')).kind).toBe('changed');
    expect(refusalOf(problem('segment.in_use')).kind).toBe('in-use');
    expect(refusalOf(problem('not_found')).kind).toBe('gone');
    expect(refusalOf(problem('internal')).kind).toBe('other');
    expect(refusalOf(new TypeError('no connection')).kind).toBe('other');
  });
});
