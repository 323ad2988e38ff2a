import type { AnyDraftNode } from '@satsuma/segment-engine';
import { createContext, useContext, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Problem, ProblemsOf } from './problems/problems.ts';

/** How many people a node has, alone over everybody. */
export interface NodeCount {
  readonly count: number | undefined;
  /** True while the number is being asked for. */
  readonly pending: boolean;
}

/** What is known about the rule as it is now. */
export interface Marks {
  readonly problemsOf: ProblemsOf;
  readonly countOf: (node: AnyDraftNode) => NodeCount;
  /** How many people there are. */
  readonly everybody: number | undefined;
  /** After an attempt to save, what is not filled in is as loud as what is wrong. */
  readonly strict: boolean;
}

/** Marks that rows look into one by one: of a hundred rows only those draw again whose own marks changed. */
export interface MarksStore {
  readonly get: () => Marks;
  readonly set: (marks: Marks) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export const MarksContext = createContext<MarksStore | null>(null);

/** A store that holds what was rendered last. */
export function useMarksStore(marks: Marks): MarksStore {
  const [store] = useState(() => createMarksStore(marks));
  useLayoutEffect(() => store.set(marks));
  return store;
}

export const useProblems = (node: AnyDraftNode): readonly Problem[] =>
  useMark(({ problemsOf }) => problemsOf(node));
export const useStrict = (): boolean => useMark(({ strict }) => strict);
export const useEverybody = (): number | undefined => useMark(({ everybody }) => everybody);

export function useCount(node: AnyDraftNode): NodeCount {
  const count = useMark(({ countOf }) => countOf(node).count);
  const pending = useMark(({ countOf }) => countOf(node).pending);
  return { count, pending };
}

/** `read` must give the same value for the same marks. */
function useMark<T>(read: (marks: Marks) => T): T {
  const store = useContext(MarksContext);
  if (store === null) throw new Error('Parts of the builder stand inside it.');
  return useSyncExternalStore(store.subscribe, () => read(store.get()));
}

function createMarksStore(first: Marks): MarksStore {
  let current = first;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (marks) => {
      if (marks === current) return;
      current = marks;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
