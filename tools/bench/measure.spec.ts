import { expect, it } from 'vitest';
import { measureInTurn, timingOf } from './measure.ts';

it('takes the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(timingOf(hundred)).toEqual({ p50: 50, p95: 95, runs: 100 });
  expect(timingOf([3])).toEqual({ p50: 3, p95: 3, runs: 1 });
});

it('runs the contestants in turn and leaves the first rounds out', async () => {
  const calls: string[] = [];
  const timings = await measureInTurn(2, {
    a: async () => calls.push('a'),
    b: async () => calls.push('b'),
  });
  expect(calls.join('')).toBe('abababab');
  expect(timings.a.runs).toBe(2);
  expect(timings.b.runs).toBe(2);
});
