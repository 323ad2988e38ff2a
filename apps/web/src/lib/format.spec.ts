import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDay,
  formatInstant,
  formatInstantDay,
  formatPeople,
  formatShare,
  formatSpan,
} from './format.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');

describe('formatInstant', () => {
  it('shows the clock of the zone, not of the browser', () => {
    expect(formatInstant('2026-01-01T00:30:00.000Z', 'America/New_York')).toMatch(/31.*7:30/);
    expect(formatInstantDay('2026-01-01T00:30:00.000Z', 'America/New_York')).toMatch(/31/);
    expect(formatInstantDay('2026-01-01T00:30:00.000Z', 'Europe/Zagreb')).toMatch(/\b1\b.*2026/);
  });

  it('gives back what is no instant', () => {
    expect(formatInstant('soon', 'UTC')).toBe('soon');
  });
});

it('formatDay has no zone', () => {
  expect(formatDay('1990-05-17')).toMatch(/May/);
  expect(formatDay('1990-05-17')).toMatch(/17/);
});

describe('formatSpan', () => {
  it.each([
    [now - 10_000, 'just now'],
    [now - 5 * MINUTE, '5 minutes ago'],
    [now - DAY, 'yesterday'],
    [now - 3 * DAY, '3 days ago'],
    [now - 70 * DAY, '2 months ago'],
    [now + 2 * 60 * MINUTE, 'in 2 hours'],
  ])('%s', (at, words) => {
    expect(formatSpan(at, now)).toBe(words);
  });
});

it('counts people in the right number', () => {
  expect(formatPeople(1)).toBe('1 person');
  expect(formatPeople(0)).toBe('0 people');
  expect(formatPeople(1_234_567)).toBe('1,234,567 people');
});

it('says sizes and shares', () => {
  expect([0, 999, 1_000, 1_500_000, 1_073_741_824].map(formatBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.0 KB',
    '1.5 MB',
    '1.1 GB',
  ]);
  expect(formatShare(1, 3)).toBe('33.3%');
  expect(formatShare(0, 0)).toBe('0%');
});
