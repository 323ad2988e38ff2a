import { describe, expect, it } from 'vitest';
import { Period } from '../ast/rule.ts';
import { dayOf, periodDays } from './zone.ts';

describe('dayOf', () => {
  it('L4: stays a day of the calendar where clocks are already in the year 10000, or still in the year 0', () => {
    expect(dayOf(Date.parse('9999-12-31T23:59:59Z'), 'Pacific/Auckland')).toBe('9999-12-31');
    expect(dayOf(Date.parse('0001-01-01T00:00:00Z'), 'America/New_York')).toBe('0001-01-01');
    expect(dayOf(Date.parse('2026-03-01T23:30:00Z'), 'Pacific/Auckland')).toBe('2026-03-02');
  });

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('has every period at %s', (at) => {
    for (const zone of ['America/New_York', 'Pacific/Kiritimati']) {
      for (const period of Period.options) {
        const { from, until } = periodDays(period, dayOf(Date.parse(at), zone));
        expect([from, until]).toEqual([
          expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        ]);
      }
    }
  });
});
