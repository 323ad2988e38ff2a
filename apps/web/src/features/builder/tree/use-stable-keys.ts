import { useState } from 'react';

export interface Keyed<N> {
  readonly nodes: readonly N[];
  readonly keys: readonly number[];
  readonly next: number;
}

/**
 * Keys for the children of a group: a node that moved keeps its key, and so does one that was replaced in its place, so
 * that a field that is being typed in is not thrown away.
 */
export function useStableKeys<N extends object>(nodes: readonly N[]): readonly number[] {
  const [keyed, setKeyed] = useState<Keyed<N>>(() => keysFor(nodes, { nodes: [], keys: [], next: 0 }));
  if (keyed.nodes === nodes) return keyed.keys;
  const following = keysFor(nodes, keyed);
  setKeyed(following);
  return following.keys;
}

export function keysFor<N extends object>(nodes: readonly N[], before: Keyed<N>): Keyed<N> {
  const free = new Set(before.nodes.keys());
  const taken = nodes.map((node) => {
    const index = before.nodes.findIndex((other, at) => other === node && free.has(at));
    free.delete(index);
    return index;
  });
  let { next } = before;
  const sameLength = nodes.length === before.nodes.length;
  const keys = taken.map((index, position) => {
    const from = index < 0 && sameLength && free.delete(position) ? position : index;
    return before.keys[from] ?? next++;
  });
  return { nodes, keys, next };
}
