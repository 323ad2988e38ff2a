import type { ValueType } from './catalog.ts';

/**
 * Single values of people are kept a second time in columns of their own, which a scan over everybody reads several times faster
 * than facts. A column is called as its key in the facts: `n` for numbers and instants, `b` for booleans, `t` for texts
 * and days, each followed by its number from 1. What finds no free column is read from the facts alone.
 */
export const SLOTS = { n: 32, b: 16, t: 48 } as const;

export type SlotKind = keyof typeof SLOTS;

const SLOT = /^[nbt][1-9]\d?$/;

/** True for a key of facts that has a column of its own. */
export const isSlot = (key: string): boolean =>
  SLOT.test(key) && Number(key.slice(1)) <= SLOTS[key[0] as SlotKind];

/** The kind of column that a value of a type fits in; null for lists and objects. */
export const SLOT_KINDS: Readonly<Record<ValueType, SlotKind | null>> = {
  integer: 'n',
  decimal: 'n',
  datetime: 'n',
  boolean: 'b',
  text: 't',
  date: 't',
  list: null,
  objects: null,
};
