import { checkRule, type DraftEventCondition } from '@satsuma/segment-engine';
import { describe, expect, it } from 'vitest';
import { SHOP } from '../testing/shop-catalog.ts';
import {
  QUESTION_LABELS,
  questionOf,
  windowOf,
  withEvent,
  withQuestion,
  type EventQuestion,
  type WindowKind,
} from './event-question.ts';

const questions = Object.keys(QUESTION_LABELS) as EventQuestion[];
const purchase: DraftEventCondition = {
  kind: 'event',
  event: 'purchase',
  window: { kind: 'last', amount: 30, unit: 'day' },
  where: { match: 'all', conditions: [{ property: 'category', operator: 'is', value: 'shoes' }] },
};
const codesOf = (condition: unknown): string[] => {
  const result = checkRule({ match: 'all', conditions: [condition] }, SHOP.engine);
  return result.ok ? [] : result.issues.map(({ code }) => code);
};

describe('what an event condition asks', () => {
  it('is what was chosen, whichever was chosen before', () => {
    for (const first of questions) {
      for (const second of questions) {
        const condition = withQuestion(withQuestion(purchase, first), second);
        expect(questionOf(condition), `${first} → ${second}`).toBe(second);
        expect(condition).toMatchObject({
          event: 'purchase',
          window: purchase.window,
          where: purchase.where,
        });
        expect(codesOf(condition).filter((code) => code !== 'rule.key_missing')).toEqual([]);
      }
    }
  });

  it('keeps the property when one measure follows another', () => {
    const sum = { ...withQuestion(purchase, 'sum'), measure: { function: 'sum', property: 'total' } };
    expect(withQuestion(sum, 'average').measure).toEqual({ function: 'average', property: 'total' });
  });

  it('is “happened” for a plain condition and “did not happen” for exactly 0', () => {
    expect(questionOf({ kind: 'event', event: 'visit' })).toBe('did');
    expect(questionOf({ kind: 'event', event: 'visit', count: { operator: 'exactly', value: 0 } })).toBe(
      'did_not',
    );
    expect(questionOf({ kind: 'event', event: 'visit', count: { operator: 'at_least', value: 1 } })).toBe(
      'count',
    );
  });

  it('of another event leaves the filters of the old one behind', () => {
    const sum = { ...withQuestion(purchase, 'sum'), measure: { function: 'sum', property: 'total' } };
    expect(withEvent(sum, 'visit')).toEqual({
      kind: 'event',
      event: 'visit',
      window: purchase.window,
      measure: { function: 'sum' },
      compare: { operator: 'at_least' },
    });
  });
});

describe('windows', () => {
  const kinds: WindowKind[] = [
    'last',
    'more_than_ago',
    'between_ago',
    'between',
    'since',
    'before',
    'period',
    'calendar_days',
  ];

  it.each(kinds)('%s starts complete, or only not filled in yet, after every other', (kind) => {
    for (const before of kinds) {
      const window = windowOf(kind, windowOf(before));
      const codes = codesOf({ kind: 'event', event: 'visit', window });
      expect(codes.filter((code) => code !== 'rule.key_missing' && code !== 'value.range')).toEqual([]);
    }
  });

  it('keep what they share', () => {
    expect(windowOf('more_than_ago', { kind: 'last', amount: 3, unit: 'week' })).toEqual({
      kind: 'more_than_ago',
      amount: 3,
      unit: 'week',
    });
    expect(windowOf('since', { kind: 'between', from: '2026-01-01', to: '2026-02-01' })).toEqual({
      kind: 'since',
      from: '2026-01-01',
    });
  });
});
