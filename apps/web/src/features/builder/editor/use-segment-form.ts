import { REQUEST_LIMITS, type Segment } from '@satsuma/contracts';
import { nodePathOf, type DraftRule } from '@satsuma/segment-engine';
import { useMemo, useRef, useState, type RefObject } from 'react';
import { useTimeZone } from '../../../lib/session.ts';
import type { BuilderCatalog } from '../catalog/build-catalog.ts';
import type { Findings } from '../problems/problems.ts';
import { refusalOf, type Content, type Refused } from '../save/save-segment.ts';
import { useLeaveGuard, type LeaveGuard } from '../save/use-leave-guard.ts';
import { useBuilderState, type BuilderState } from './use-builder.ts';
import { useSaving, type SaveHow } from './use-saving.ts';
import { useShortcuts } from './use-shortcuts.ts';

export interface SegmentForm {
  readonly name: string;
  readonly description: string;
  readonly setName: (name: string) => void;
  readonly setDescription: (description: string) => void;
  readonly nameProblem: string | null;
  readonly nameField: RefObject<HTMLInputElement | null>;
  readonly state: BuilderState;
  readonly guard: LeaveGuard;
  /** Why the last attempt to save was refused. */
  readonly refused: Refused | null;
  readonly saving: boolean;
  readonly save: (how: SaveHow) => void;
}

const EMPTY: DraftRule = { match: 'all', conditions: [] };

/** Everything that is typed for a segment and how it is saved. */
export function useSegmentForm(saved: Segment | null, catalog: BuilderCatalog): SegmentForm {
  const timeZone = useTimeZone();
  const [name, setName] = useState(saved?.name ?? '');
  const [description, setDescription] = useState(saved?.description ?? '');
  const [strict, setStrict] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const saving = useSaving(saved);
  const refused = useMemo(
    () => (saving.error === null || saving.pending ? null : refusalOf(saving.error)),
    [saving.error, saving.pending],
  );
  const start = saved?.rule ?? EMPTY;
  const state = useBuilderState({
    start,
    catalog,
    timeZone,
    self: saved?.id ?? null,
    refused: useMemo(() => findingsOf(refused, saving.tried), [refused, saving.tried]),
    strict,
  });
  const content: Content = { name, description, rule: state.draft.rule };
  const typed = isChanged(content, {
    name: saved?.name ?? '',
    description: saved?.description ?? '',
    rule: start,
  });
  const guard = useLeaveGuard(() => typed && !saving.isDone());
  const save = (how: SaveHow): void => {
    setStrict(true);
    if (nameError(name) !== null || tooLong(description, REQUEST_LIMITS.description)) {
      return nameField.current?.focus();
    }
    if (state.check.ok) saving.save(content, how);
    else showUnfinished(state);
  };
  useShortcuts({
    undo: () => state.dispatch({ type: 'undo' }),
    redo: () => state.dispatch({ type: 'redo' }),
    save: () => save('save'),
  });
  return {
    name,
    description,
    setName,
    setDescription,
    nameProblem: takenName(content, refused, saving.tried) ?? (strict ? nameError(name) : tooLongName(name)),
    nameField,
    state,
    guard,
    refused,
    saving: saving.pending,
    save,
  };
}

/** Puts the focus where the first thing is missing. */
function showUnfinished({ check, dispatch }: BuilderState): void {
  const [issue] = check.ok ? [] : check.issues;
  if (issue === undefined) return;
  const part = issue.path.endsWith('/conditions') ? 'add' : 'operand';
  const said = 'Not saved: the rule is not finished.';
  dispatch({ type: 'show', focus: { path: nodePathOf(issue.path), part }, said });
}

const isChanged = (typed: Content, before: Content): boolean =>
  typed.name !== before.name ||
  typed.description !== before.description ||
  JSON.stringify(typed.rule) !== JSON.stringify(before.rule);

const tooLong = (text: string, most: number): boolean => [...text].length > most;

const tooLongName = (name: string): string | null =>
  tooLong(name.trim(), REQUEST_LIMITS.segmentName)
    ? `A name has at most ${REQUEST_LIMITS.segmentName} characters.`
    : null;

const nameError = (name: string): string | null =>
  name.trim() === '' ? 'Give the segment a name.' : tooLongName(name);

/** The name is taken for as long as it is the one that was refused. */
const takenName = ({ name }: Content, refused: Refused | null, tried: Content | undefined): string | null =>
  refused?.kind === 'name' && tried?.name === name ? refused.message : null;

const findingsOf = (refused: Refused | null, tried: Content | undefined): Findings | null =>
  refused?.kind === 'rule' && tried !== undefined
    ? { rule: tried.rule, issues: refused.error.problem.issues ?? [], warnings: [] }
    : null;
