import type { DraftRule } from '@satsuma/segment-engine';
import { useEffect, useRef, type RefObject } from 'react';
import type { Focus } from '../draft/draft.ts';

interface Follow {
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/** Puts the focus where an edit wants it, and keeps it in the rule when undo takes away what had it. */
export function useFocusAfterEdit(
  root: RefObject<HTMLElement | null>,
  rule: DraftRule,
  focus: Focus | null,
): Follow {
  const isInside = useRef(false);
  useEffect(() => {
    if (focus !== null) elementFor(root.current, focus)?.focus();
  }, [root, focus]);
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) {
      elementFor(root.current, { path: '', part: 'add' })?.focus();
    }
  }, [root, rule]);
  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: () => {
      isInside.current = false;
    },
  };
}

/** What can be filled in or pressed, but for the lists that pickers open. */
const FIELDS = ':is(input, select, button):not([disabled], [data-picker] *)';

/** The element that an edit wants focused, or the nearest thing to it. */
function elementFor(root: HTMLElement | null, { path, part }: Focus): HTMLElement | null {
  if (root === null) return null;
  const node = path === '' ? root : root.querySelector<HTMLElement>(`[data-path="${path}"]`);
  if (node === null) return null;
  const handle = node.querySelector<HTMLElement>('[data-handle]');
  const adders = node.querySelectorAll<HTMLElement>('[data-add]');
  if (part === 'add' || path === '') return adders[adders.length - 1] ?? handle;
  if (part === 'handle') return handle;
  const operands = node.querySelector<HTMLElement>('[data-operands]');
  const fields = [...(operands?.querySelectorAll<HTMLElement>(FIELDS) ?? [])];
  return fields.find((field) => field.matches('input')) ?? fields[1] ?? fields[0] ?? handle;
}
