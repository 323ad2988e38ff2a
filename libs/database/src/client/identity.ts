import type { Executor } from './client.ts';

/** A database that stands for another one at different times says through this which one it is now. */
export const IDENTITY: unique symbol = Symbol('Identity of a database');

/** The object that is the same for everything done in one transaction, and for everything done outside of any: a key for what is kept in memory. */
export const identityOf = (db: Executor): Executor =>
  (db as { readonly [IDENTITY]?: Executor })[IDENTITY] ?? db;
