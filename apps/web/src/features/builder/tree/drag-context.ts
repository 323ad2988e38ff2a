import { createContext, useContext, type PointerEvent } from 'react';

/** Begins to drag the node at a pointer. */
export type StartDrag = (event: PointerEvent<HTMLElement>, path: string) => void;

export const DragContext = createContext<StartDrag>(() => undefined);
export const useDragHandle = (): StartDrag => useContext(DragContext);
