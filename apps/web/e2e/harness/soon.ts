import { expect } from 'vitest';

const PATIENCE_MS = 15_000;

/** Expects something of a page that is still on its way; asks until it holds. */
export const soon = <T>(read: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: PATIENCE_MS });
