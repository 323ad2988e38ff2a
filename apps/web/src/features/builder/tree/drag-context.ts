import { createContext, useContext, type PointerEvent } from 'react';

/** Begins to drag the node at a pointer. */
export type StartDrag = (event: PointerEvent<HTMLElement>, path: string) => void;

export interface Drag {
  readonly start: StartDrag;
  /** Pointer of the node that is being dragged. */
  readonly from: string | null;
}

export const DragContext = createContext<Drag>({ start: () => undefined, from: null });
export const useDragContext = (): Drag => useContext(DragContext);
