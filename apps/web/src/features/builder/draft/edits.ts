import { replaceNode, type AnyDraftNode } from '@satsuma/segment-engine';
import type { DraftEdit } from './draft.ts';

/**
 * Changes the inside of a condition. `field` names what is being filled in, so that the letters of one word are one step
 * to undo; without it the change is a step of its own.
 */
export const changeNode = (path: string, node: AnyDraftNode, field?: string): DraftEdit => ({
  change: (rule) => replaceNode(rule, path, node),
  label: 'change condition',
  ...(field === undefined ? {} : { merge: `${path} ${field}` }),
});
