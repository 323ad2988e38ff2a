import type { AnyDraftNode, ValueType } from '@satsuma/segment-engine';
import { createContext, useContext } from 'react';
import type { BuilderCatalog } from './catalog/build-catalog.ts';
import type { DescribeNode } from './catalog/describe-node.ts';
import type { Command } from './commands/commands.ts';
import type { DraftEdit } from './draft/draft.ts';
import type { Problem, ProblemsOf } from './problems/problems.ts';

/** What every part of the builder works with. Stays the same while the rule changes, so that rows need not draw again. */
export interface Builder {
  readonly catalog: BuilderCatalog;
  readonly timeZone: string;
  readonly describe: DescribeNode;
  readonly edit: (edit: DraftEdit) => void;
  readonly run: (command: Command, path: string) => void;
  readonly isPossible: (command: Command, path: string) => boolean;
  readonly suggest: (path: string, problem: Problem, suggestion: string, type: ValueType | undefined) => void;
}

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

export const BuilderContext = createContext<Builder | null>(null);
export const MarksContext = createContext<Marks | null>(null);

export const useBuilder = (): Builder => present(useContext(BuilderContext));
export const useMarks = (): Marks => present(useContext(MarksContext));

function present<T>(value: T | null): T {
  if (value === null) throw new Error('Parts of the builder stand inside it.');
  return value;
}
