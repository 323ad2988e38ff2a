import { checkRule, nodeAt, type CheckResult, type DraftRule, type ValueType } from '@satsuma/segment-engine';
import { useEffect, useMemo, useReducer, useRef } from 'react';
import type { Builder } from '../builder-context.ts';
import { useMarksStore, type MarksStore } from '../marks.ts';
import type { BuilderCatalog } from '../catalog/build-catalog.ts';
import { createDescribeNode } from '../catalog/describe-node.ts';
import { positionOf, type Command } from '../commands/commands.ts';
import { reduceDraft, startDraft, type Draft, type DraftAction, type DraftEdit } from '../draft/draft.ts';
import { usePreview, type Preview } from '../preview/use-preview.ts';
import { collectProblems, type Findings, type Problem } from '../problems/problems.ts';
import { applySuggestion } from '../problems/suggestions.ts';

interface Options {
  readonly start: DraftRule;
  readonly catalog: BuilderCatalog;
  readonly timeZone: string;
  /** Id of the segment that is edited: its rule must not lead back to it. */
  readonly self: number | null;
  /** What the server refused in a rule that was to be saved. */
  readonly refused: Findings | null;
  readonly strict: boolean;
}

export interface BuilderState {
  readonly draft: Draft;
  readonly dispatch: (action: DraftAction) => void;
  readonly builder: Builder;
  readonly marks: MarksStore;
  readonly check: CheckResult;
  readonly preview: Preview;
}

/** The draft of a rule with everything that is known about it while it changes. */
export function useBuilderState({ start, catalog, timeZone, self, refused, strict }: Options): BuilderState {
  const [draft, dispatch] = useReducer(reduceDraft, start, startDraft);
  const { rule } = draft;
  const latest = useRef(rule);
  useEffect(() => {
    latest.current = rule;
  }, [rule]);
  const builder = useMemo<Builder>(() => {
    const edit = (change: DraftEdit): void => dispatch({ type: 'edit', edit: change });
    const describe = createDescribeNode(catalog, timeZone);
    return {
      catalog,
      timeZone,
      describe,
      edit,
      run: (command, path) => edit(commandEdit(command, path)),
      isPossible: (command, path) => command.edit(latest.current, path) !== null,
      suggest: (path, problem, suggestion, type) => edit(suggestionEdit(path, problem, suggestion, type)),
    };
  }, [catalog, timeZone]);
  const check = useMemo(() => checkRule(rule, catalog.engine, { self }), [rule, catalog, self]);
  const preview = usePreview(rule, check.ok);
  const { findings, countOf, everybody } = preview;
  const problemsOf = useMemo(() => {
    const own: Findings = { rule, issues: issuesOf(check), warnings: warningsOf(check) };
    return collectProblems([own, ...findings, ...(refused === null ? [] : [refused])]);
  }, [rule, check, findings, refused]);
  const marks = useMarksStore({ problemsOf, countOf, everybody, strict });
  return { draft, dispatch, builder, marks, check, preview };
}

const mutable = <T extends { readonly suggestions: readonly string[] }>(found: T) => ({
  ...found,
  suggestions: [...found.suggestions],
});
const issuesOf = (check: CheckResult): Findings['issues'] => (check.ok ? [] : check.issues.map(mutable));
const warningsOf = (check: CheckResult): Findings['warnings'] => check.warnings.map(mutable);

const commandEdit = (command: Command, path: string): DraftEdit => ({
  change: (rule) => command.edit(rule, path),
  label: command.label.toLowerCase(),
  focus: command.focus,
  said: ({ rule, path: there }) => {
    const position = positionOf(rule, there);
    return command.id === 'remove' || position === ''
      ? `${command.done}.`
      : `${command.done}. Now ${position}.`;
  },
});

const suggestionEdit = (
  path: string,
  problem: Problem,
  suggestion: string,
  type: ValueType | undefined,
): DraftEdit => ({
  change: (rule) =>
    nodeAt(rule, path) === undefined ? null : applySuggestion(rule, path, { problem, suggestion, type }),
  label: 'use suggestion',
  focus: 'operand',
  said: () => `Changed to ${suggestion}.`,
});
