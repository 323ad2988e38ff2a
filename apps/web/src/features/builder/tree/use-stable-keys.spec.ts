import { describe, expect, it } from 'vitest';
import { keysFor } from './use-stable-keys.ts';

const [a, b, c, d] = [{ n: 'a' }, { n: 'b' }, { n: 'c' }, { n: 'd' }];
const start = keysFor([a, b, c], { nodes: [], keys: [], next: 0 });

describe('keys of the children of a group', () => {
  it('move with their node', () => expect(keysFor([c, a, b], start).keys).toEqual([2, 0, 1]));

  it('stay with a node that was replaced in its place', () => {
    expect(keysFor([a, d, c], start).keys).toEqual([0, 1, 2]);
  });

  it('are new for what is new, and never come back', () => {
    expect(keysFor([a, d, b, c], start).keys).toEqual([0, 3, 1, 2]);
    const shorter = keysFor([a, c], start);
    expect(shorter.keys).toEqual([0, 2]);
    expect(keysFor([a, c, d], shorter).keys).toEqual([0, 2, 3]);
  });

  it('differ for the copies of one node', () =>
    expect(new Set(keysFor([a, a, b, c], start).keys).size).toBe(4));
});
