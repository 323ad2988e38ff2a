import { describe, expect, it } from 'vitest';
import { instantAt, localOf } from './local-time.ts';
import { readDay } from './read-day.ts';
import { readValues } from './value-list.tsx';

describe('times as the clocks of the workspace show them', () => {
  it.each([
    ['2026-01-31', '09:30', 'Europe/Zagreb', '2026-01-31T08:30:00.000Z'],
    ['2026-07-31', '09:30', 'Europe/Zagreb', '2026-07-31T07:30:00.000Z'],
    ['2026-07-31', '09:30', 'America/New_York', '2026-07-31T13:30:00.000Z'],
    ['2026-01-01', '00:00', 'Pacific/Auckland', '2025-12-31T11:00:00.000Z'],
    ['2026-01-01', '00:00', 'Asia/Kolkata', '2025-12-31T18:30:00.000Z'],
  ])('%s %s in %s is %s', (day, time, zone, instant) => {
    expect(instantAt(day, time, zone)).toBe(instant);
    expect(localOf(instant, zone)).toEqual({ day, time });
  });

  it('takes the time after the change when the clocks leave it out, the first when it comes twice', () => {
    expect(instantAt('2026-03-29', '02:30', 'Europe/Zagreb')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantAt('2026-10-25', '02:30', 'Europe/Zagreb')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('leaves a bare day a day and keeps seconds', () => {
    expect(localOf('2026-01-31', 'Europe/Zagreb')).toEqual({ day: '2026-01-31', time: null });
    expect(localOf('2026-01-31T08:30:15Z', 'UTC')).toEqual({ day: '2026-01-31', time: '08:30:15' });
  });
});

describe('typed days', () => {
  it.each([
    ['2026-1-5', '2026-01-05'],
    ['5 Jan 2026', '2026-01-05'],
    ['5. January 2026', '2026-01-05'],
    ['Jan 5, 2026', '2026-01-05'],
    ['5.1.2026', '2026-01-05'],
    ['29 Feb 2025', null],
    ['soon', null],
  ])('%s is %s', (typed, day) => expect(readDay(typed)).toBe(day));
});

describe('typed and pasted values', () => {
  it('are one a line or column, each once after folding', () => {
    expect(readValues(' Berlin \nHamburg\r\nBERLIN\t New York ', false)).toEqual([
      'Berlin',
      'Hamburg',
      'New York',
    ]);
    expect(readValues('Smith, John', false)).toEqual(['Smith, John']);
    expect(readValues('  ', false)).toEqual([]);
  });

  it('are numbers where numbers are asked for', () => {
    expect(readValues('1, 2.5;3 x 2.50', true)).toEqual([1, 2.5, 3]);
  });
});
