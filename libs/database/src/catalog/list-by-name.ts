import { foldText } from '@satsuma/segment-engine';
import { readCursor, writeCursor } from './cursor.ts';

export interface NamedQuery {
  readonly limit: number;
  /** Where the page before ended, as it was handed out. */
  readonly cursor?: string | undefined;
  /** Any part of a name, a label or a synonym. */
  readonly search?: string | undefined;
}

export interface NamedPage<T> {
  readonly data: T[];
  readonly nextCursor: string | null;
  /** How many there are beside paging. */
  readonly total: number;
}

interface Named {
  readonly name: string;
  readonly label: string;
  readonly synonyms: readonly string[];
}

/** A page of definitions in the order of their names, upper and lower case side by side. */
export function listByName<T extends Named>(
  all: readonly T[],
  { limit, cursor, search }: NamedQuery,
): NamedPage<T> {
  const wanted = foldText(search ?? '');
  const found = all
    .filter(({ name, label, synonyms }) =>
      [name, label, ...synonyms].some((text) => foldText(text).includes(wanted)),
    )
    .map((one) => ({ one, key: keyOf(one.name) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const after = cursor === undefined ? '' : keyOf(readCursor<[string]>(cursor, 'string')[0]);
  const rest = cursor === undefined ? found : found.filter(({ key }) => key > after);
  const data = rest.slice(0, limit).map(({ one }) => one);
  const last = rest.length > limit ? data.at(-1) : undefined;
  return {
    data,
    nextCursor: last === undefined ? null : writeCursor(last.name),
    total: found.length,
  };
}

const keyOf = (name: string): string => `${foldText(name)}\n${name}`;
