import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { StartDrag } from './drag-context.ts';
import { dropAt, type Drop, type RowBox } from './drop-place.ts';

interface Dragging {
  readonly from: string;
  readonly drop: Drop | null;
}

/**
 * Drags rows by mouse, pen or finger. `onDrop` is called with the pointers of the node and of the place before which it
 * was let go; Escape gives up.
 */
export function useDrag(
  root: RefObject<HTMLElement | null>,
  onDrop: (from: string, to: string) => void,
): { readonly start: StartDrag; readonly dragging: Dragging | null } {
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const latest = useRef({ dragging, onDrop });
  useEffect(() => {
    latest.current = { dragging, onDrop };
  });
  const from = dragging?.from ?? null;
  useEffect(() => {
    if (from === null) return undefined;
    const move = (event: PointerEvent): void => {
      scrollNear(event.clientY);
      setDragging({ from, drop: dropUnder(root.current, event.clientY, from) });
    };
    const end = (): void => {
      const to = latest.current.dragging?.drop?.to;
      setDragging(null);
      if (to !== undefined) latest.current.onDrop(from, to);
    };
    const giveUp = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setDragging(null);
    };
    const cancel = (): void => setDragging(null);
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', cancel);
    document.addEventListener('keydown', giveUp);
    return () => {
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', end);
      document.removeEventListener('pointercancel', cancel);
      document.removeEventListener('keydown', giveUp);
    };
  }, [from, root]);
  const start = useCallback<StartDrag>((event, path) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragging({ from: path, drop: null });
  }, []);
  return { start, dragging };
}

const EDGE = 72;
const STEP = 14;

function scrollNear(y: number): void {
  if (y < EDGE) window.scrollBy(0, -STEP);
  else if (y > window.innerHeight - EDGE) window.scrollBy(0, STEP);
}

function dropUnder(root: HTMLElement | null, y: number, from: string): Drop | null {
  if (root === null) return null;
  const origin = root.getBoundingClientRect();
  const rows = [root, ...root.querySelectorAll<HTMLElement>('[data-path]')].filter(
    (row) => row.dataset['path'] !== undefined,
  );
  const drop = dropAt(rows.map(boxOf), y, from);
  return drop === null ? null : { ...drop, top: drop.top - origin.top, left: drop.left - origin.left };
}

function boxOf(row: HTMLElement): RowBox {
  const { top, bottom, left, width } = row.getBoundingClientRect();
  const list = row.querySelector<HTMLElement>(':scope > [data-list]');
  const inner = list?.getBoundingClientRect();
  return {
    path: row.dataset['path'] ?? '',
    top,
    bottom,
    left,
    width,
    children: list === null ? null : list.querySelectorAll(':scope > [data-path]').length,
    listTop: inner?.top ?? top,
    listBottom: inner?.bottom ?? bottom,
  };
}
