import { AsyncLocalStorage } from 'node:async_hooks';
import { IDENTITY, type Database } from '@satsuma/database';

type Later = () => void | Promise<void>;

interface Scope {
  readonly db: Database;
  readonly afterCommit: Later[];
}

const scopes = new AsyncLocalStorage<Scope>();

/**
 * Runs `work` so that everything it does through an ambient database lands in `tx`: a transaction that it opens becomes
 * a savepoint. What it leaves for after the commit is returned by `settle`, which the owner of `tx` calls once that is through.
 */
export async function within<T>(
  tx: Database,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly settle: () => Promise<void> }> {
  const scope: Scope = { db: tx, afterCommit: [] };
  const result = await scopes.run(scope, work);
  return {
    result,
    settle: async () => {
      for (const later of scope.afterCommit) await later();
    },
  };
}

/** Does something when the work around it has been committed; at once when nothing is around it. */
export async function afterCommit(later: Later): Promise<void> {
  const scope = scopes.getStore();
  if (scope === undefined) await later();
  else scope.afterCommit.push(later);
}

/** Runs `work` outside of any transaction around it, for what must neither see nor join it. */
export const outside = <T>(work: () => T): T => scopes.exit(work);

/** A database that stands for the transaction around the caller where there is one, and for the pool elsewhere. */
export function ambientDatabase(pool: Database): Database {
  return new Proxy(pool, {
    get(target, name) {
      const here = scopes.getStore()?.db ?? target;
      if (name === IDENTITY) return here;
      const value: unknown = Reflect.get(here, name, here);
      return typeof value === 'function' ? (value.bind(here) as unknown) : value;
    },
  });
}
