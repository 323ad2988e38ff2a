import { describe, expect, it } from 'vitest';
import { dropAt, type RowBox } from './drop-place.ts';

const row = (path: string, top: number, bottom: number): RowBox => ({
  path,
  top,
  bottom,
  left: 0,
  width: 100,
  children: null,
  listTop: top,
  listBottom: bottom,
});
const group = (path: string, top: number, bottom: number, children: number): RowBox => ({
  ...row(path, top, bottom),
  children,
  listTop: top + 40,
  listBottom: bottom - 40,
});

/** A condition, a group of two, a condition with a filter. */
const boxes = [
  group('', 0, 500, 3),
  row('/conditions/0', 40, 80),
  group('/conditions/1', 100, 300, 2),
  row('/conditions/1/conditions/0', 140, 180),
  row('/conditions/1/conditions/1', 200, 240),
  row('/conditions/2', 320, 400),
  group('/conditions/2/where', 350, 400, 1),
  row('/conditions/2/where/conditions/0', 360, 390),
];
const to = (y: number, from: string): string | undefined => dropAt(boxes, y, from)?.to;

describe('where a dragged row would go', () => {
  it('is before or behind the row under the pointer', () => {
    expect(to(45, '/conditions/2')).toBe('/conditions/0');
    expect(to(75, '/conditions/2')).toBe('/conditions/1');
    expect(to(235, '/conditions/0')).toBe('/conditions/1/conditions/2');
  });

  it('is before a group at its head, at its end below its rows', () => {
    expect(to(105, '/conditions/2')).toBe('/conditions/1');
    expect(to(190, '/conditions/0')).toBe('/conditions/1/conditions/1');
    expect(to(280, '/conditions/0')).toBe('/conditions/1/conditions/2');
    expect(to(490, '/conditions/0')).toBe('/conditions/3');
  });

  it('is never inside what is dragged but where it is, nor among the properties of a condition', () => {
    expect(to(160, '/conditions/1')).toBe('/conditions/2');
    expect(to(375, '/conditions/0')).toBe('/conditions/3');
    expect(to(45, '/conditions/2/where/conditions/0')).toBeUndefined();
    expect(to(600, '/conditions/0')).toBeUndefined();
  });
});
