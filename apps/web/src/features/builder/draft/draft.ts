import type { DraftRule, Edit } from '@satsuma/segment-engine';

/** What an edit did, in words for the undo button and for screen readers, and where the focus goes after it. */
export interface DraftEdit {
  /** Null when the edit has no meaning for the rule that is there by then. */
  readonly change: (rule: DraftRule) => Edit | null;
  /** Such as `add condition`. */
  readonly label: string;
  /** Consecutive edits with the same key are one step: the letters of a word. */
  readonly merge?: string | undefined;
  readonly focus?: FocusPart | undefined;
  readonly said?: ((edit: Edit) => string) | undefined;
}

/** The handle of a node, the first thing to fill in, or the button that adds to a group. */
export type FocusPart = 'handle' | 'operand' | 'add';

export interface Focus {
  readonly path: string;
  readonly part: FocusPart;
}

interface Step {
  readonly rule: DraftRule;
  readonly label: string;
}

/** The rule that is being edited with the rules before and after it. There is no other editable copy. */
export interface Draft {
  readonly rule: DraftRule;
  /** Oldest first; each with what led away from it. */
  readonly past: readonly Step[];
  /** Next first; each with what leads to it. */
  readonly future: readonly Step[];
  readonly merging: string | null;
  /** A new object for every edit that moves the focus. */
  readonly focus: Focus | null;
  readonly said: string;
}

export type DraftAction =
  | { readonly type: 'edit'; readonly edit: DraftEdit }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'show'; readonly focus: Focus; readonly said: string }
  | { readonly type: 'start'; readonly rule: DraftRule };

const MOST_STEPS = 200;

export const startDraft = (rule: DraftRule): Draft => ({
  rule,
  past: [],
  future: [],
  merging: null,
  focus: null,
  said: '',
});

export function reduceDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.type) {
    case 'edit':
      return applyEdit(draft, action.edit);
    case 'undo':
      return undo(draft);
    case 'redo':
      return redo(draft);
    case 'show':
      return { ...draft, focus: action.focus, said: action.said };
    case 'start':
      return startDraft(action.rule);
  }
}

function applyEdit(draft: Draft, { change, label, merge, focus, said }: DraftEdit): Draft {
  const edit = change(draft.rule);
  if (edit === null) return draft;
  const moved = focus === undefined ? draft.focus : { path: edit.path, part: focus };
  const shown = { focus: moved, said: said?.(edit) ?? draft.said };
  if (edit.rule === draft.rule) return { ...draft, ...shown };
  const merged = merge !== undefined && merge === draft.merging;
  const past = merged ? draft.past : [...draft.past, { rule: draft.rule, label }].slice(-MOST_STEPS);
  return { rule: edit.rule, past, future: [], merging: merge ?? null, ...shown };
}

function undo(draft: Draft): Draft {
  const step = draft.past.at(-1);
  if (step === undefined) return draft;
  return {
    ...draft,
    rule: step.rule,
    past: draft.past.slice(0, -1),
    future: [{ rule: draft.rule, label: step.label }, ...draft.future],
    merging: null,
    said: `Undone: ${step.label}.`,
  };
}

function redo(draft: Draft): Draft {
  const [step, ...future] = draft.future;
  if (step === undefined) return draft;
  return {
    ...draft,
    rule: step.rule,
    past: [...draft.past, { rule: draft.rule, label: step.label }],
    future,
    merging: null,
    said: `Done again: ${step.label}.`,
  };
}
