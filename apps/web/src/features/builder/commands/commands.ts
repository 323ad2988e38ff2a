import {
  duplicateNode,
  isDraftGroup,
  moveNode,
  nodeAt,
  pathOf,
  placeOf,
  removeNode,
  unwrapGroup,
  wrapNode,
  type AnyDraftGroup,
  type DraftRule,
  type Edit,
  type Place,
} from '@satsuma/segment-engine';
import type { FocusPart } from '../draft/draft.ts';

/** Something that can be done with a node; the row menu and the keyboard offer the same object. */
export interface Command {
  readonly id: 'move-up' | 'move-down' | 'move-out' | 'move-in' | 'duplicate' | 'wrap' | 'unwrap' | 'remove';
  readonly label: string;
  /** As `KeyboardEvent.code` with the keys held down. */
  readonly keys: Keys;
  /** Null when it has no meaning for this node. */
  readonly edit: (rule: DraftRule, path: string) => Edit | null;
  readonly focus: FocusPart;
  /** What was done, as the start of a sentence: `Moved up`. */
  readonly done: string;
}

export interface Keys {
  readonly code: string;
  readonly alt?: boolean;
  readonly shift?: boolean;
  /** Control, or Command on a Mac. */
  readonly control?: boolean;
}

const alt = (code: string, shift = false): Keys => ({ code, alt: true, shift });

export const COMMANDS: readonly Command[] = [
  { id: 'move-up', label: 'Move up', keys: alt('ArrowUp'), edit: moveUp, focus: 'handle', done: 'Moved up' },
  {
    id: 'move-down',
    label: 'Move down',
    keys: alt('ArrowDown'),
    edit: moveDown,
    focus: 'handle',
    done: 'Moved down',
  },
  {
    id: 'move-in',
    label: 'Move into the next group',
    keys: alt('ArrowRight'),
    edit: moveIn,
    focus: 'handle',
    done: 'Moved into the group',
  },
  {
    id: 'move-out',
    label: 'Move out of its group',
    keys: alt('ArrowLeft'),
    edit: moveOut,
    focus: 'handle',
    done: 'Moved out of its group',
  },
  {
    id: 'duplicate',
    label: 'Duplicate',
    keys: { code: 'KeyD', control: true },
    edit: duplicateNode,
    focus: 'handle',
    done: 'Duplicated',
  },
  {
    id: 'wrap',
    label: 'Wrap in a group',
    keys: alt('KeyG'),
    edit: (rule, path) => wrapNode(rule, path),
    focus: 'handle',
    done: 'Wrapped in a group',
  },
  {
    id: 'unwrap',
    label: 'Ungroup',
    keys: alt('KeyG', true),
    edit: unwrapGroup,
    focus: 'handle',
    done: 'Ungrouped',
  },
  {
    id: 'remove',
    label: 'Delete',
    keys: alt('Backspace'),
    edit: removeNode,
    focus: 'handle',
    done: 'Deleted',
  },
];

export const commandFor = (pressed: Pressed): Command | undefined =>
  COMMANDS.find(({ keys }) => fitsKeys(keys, pressed));

export type Pressed = Pick<KeyboardEvent, 'code' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>;

export const fitsKeys = (
  { code, alt = false, shift = false, control = false }: Keys,
  pressed: Pressed,
): boolean =>
  (pressed.code === code || (code === 'Backspace' && pressed.code === 'Delete')) &&
  pressed.altKey === alt &&
  pressed.shiftKey === shift &&
  (pressed.ctrlKey || pressed.metaKey) === control;

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Backspace: '⌫',
};

/** The keys as people read them, such as `Alt ↑`. */
export const keysLabel = ({ code, alt, shift, control }: Keys): string =>
  [control && 'Ctrl', alt && 'Alt', shift && 'Shift', SIGNS[code] ?? code.replace('Key', '')]
    .filter(Boolean)
    .join(' ');

/** Where a node stands now: `2 of 3`. */
export function positionOf(rule: DraftRule, path: string): string {
  const place = placeOf(path);
  return place === null ? '' : `${place.index + 1} of ${childCount(rule, place.group)}`;
}

function moveUp(rule: DraftRule, path: string): Edit | null {
  const place = placeOf(path);
  if (place === null) return null;
  return place.index > 0 ? moveNode(rule, path, beside(place, -1)) : moveBefore(rule, path, place.group);
}

function moveDown(rule: DraftRule, path: string): Edit | null {
  const place = placeOf(path);
  if (place === null) return null;
  return place.index < childCount(rule, place.group) - 1
    ? moveNode(rule, path, beside(place, 2))
    : moveOut(rule, path);
}

const moveBefore = (rule: DraftRule, path: string, group: string): Edit | null =>
  placeOf(group) === null ? null : moveNode(rule, path, group);

function moveOut(rule: DraftRule, path: string): Edit | null {
  const outer = placeOf(placeOf(path)?.group ?? '');
  return outer === null ? null : moveNode(rule, path, beside(outer, 1));
}

/** Into the group right before the node, at its end, or else into the one right behind it, at its start. */
function moveIn(rule: DraftRule, path: string): Edit | null {
  const place = placeOf(path);
  if (place === null) return null;
  const [before, behind] = [beside(place, -1), beside(place, 1)];
  if (isGroupAt(rule, before)) {
    return moveNode(rule, path, pathOf({ group: before, index: childCount(rule, before) }));
  }
  return isGroupAt(rule, behind) ? moveNode(rule, path, pathOf({ group: behind, index: 0 })) : null;
}

const beside = ({ group, index }: Place, by: number): string => pathOf({ group, index: index + by });

function isGroupAt(rule: DraftRule, path: string): boolean {
  const node = nodeAt(rule, path);
  return node !== undefined && isDraftGroup(node);
}

function childCount(rule: DraftRule, path: string): number {
  const node = nodeAt(rule, path);
  return node !== undefined && isDraftGroup(node) ? (node as AnyDraftGroup).conditions.length : 0;
}
