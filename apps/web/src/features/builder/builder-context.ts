import type { ValueType } from '@satsuma/segment-engine';
import { createContext, useContext } from 'react';
import type { BuilderCatalog } from './catalog/build-catalog.ts';
import type { DescribeNode } from './catalog/describe-node.ts';
import type { Command } from './commands/commands.ts';
import type { DraftEdit } from './draft/draft.ts';
import type { Problem } from './problems/problems.ts';

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

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (builder === null) throw new Error('Parts of the builder stand inside it.');
  return builder;
}
