import { expect, it } from 'vitest';
import { groupByDay } from './group-by-day.ts';

const event = (id: number, occurredAt: string) => ({ id, name: 'x', occurredAt, properties: {} });

it('cuts the timeline where the local day changes', () => {
  const events = [
    event(3, '2026-01-02T00:30:00.000Z'),
    event(2, '2026-01-01T23:30:00.000Z'),
    event(1, '2026-01-01T12:00:00.000Z'),
  ];
  expect(groupByDay(events, 'UTC').map((day) => day.events.map(({ id }) => id))).toEqual([[3], [2, 1]]);
  expect(groupByDay(events, 'Europe/Zagreb').map((day) => day.events.map(({ id }) => id))).toEqual([
    [3, 2],
    [1],
  ]);
  expect(groupByDay([], 'UTC')).toEqual([]);
});
