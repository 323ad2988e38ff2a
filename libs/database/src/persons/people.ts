import type { Identifier } from './identifiers.ts';
import { keyOf } from './identifiers.ts';
import { newPerson, ownIdentifiers, type PersonState } from './person-state.ts';

/** Whom an identifier points at before a transaction; `alias` for what was the external id of a merged person. */
export interface Pointer {
  readonly key: string;
  readonly personId: number;
  readonly alias: boolean;
}

/** Two or more people that the identifiers of one item point at. */
export interface Conflict {
  readonly people: readonly { readonly id: number; readonly by: Identifier | null }[];
}

/**
 * The people that a batch speaks of, while it is applied in memory in its order. Whoever is created or changed is found by
 * the items after; what differs from the beginning is written at the end.
 */
export class People {
  private readonly pointers: Map<string, Pointer>;
  private readonly before: ReadonlyMap<number, PersonState>;
  private readonly now = new Map<number, PersonState>();

  constructor(pointers: readonly Pointer[], before: ReadonlyMap<number, PersonState>) {
    this.pointers = new Map(pointers.map((pointer) => [pointer.key, pointer]));
    this.before = before;
  }

  /** Whom the identifiers point at: one person, nobody yet, or several, which is a conflict. */
  find(identifiers: readonly Identifier[], target: number | null = null): number | null | Conflict {
    const people: { id: number; by: Identifier | null }[] = target === null ? [] : [{ id: target, by: null }];
    for (const identifier of identifiers) {
      const id = this.pointers.get(keyOf(identifier))?.personId;
      if (id !== undefined && !people.some((person) => person.id === id)) people.push({ id, by: identifier });
    }
    return people.length > 1 ? { people } : (people[0]?.id ?? null);
  }

  /** True when an identifier of a merged person leads here, so that it needs no place of its own. */
  isAlias(identifier: Identifier): boolean {
    return this.pointers.get(keyOf(identifier))?.alias === true;
  }

  /** True when an identifier leads to somebody. */
  knows(identifier: Identifier): boolean {
    return this.pointers.has(keyOf(identifier));
  }

  state(id: number): PersonState {
    const state = this.now.get(id) ?? this.before.get(id);
    if (state === undefined) throw new Error(`person ${id} was not loaded`);
    return state;
  }

  /** A person who does not exist yet, with an id for the time being. Part of the batch once it is put. */
  create(): PersonState {
    return newPerson(-1 - this.created().length);
  }

  put(state: PersonState): void {
    const old = this.now.get(state.id) ?? this.before.get(state.id);
    for (const identifier of old === undefined ? [] : ownIdentifiers(old)) {
      const pointer = this.pointers.get(keyOf(identifier));
      if (pointer?.personId === state.id && !pointer.alias) this.pointers.delete(pointer.key);
    }
    for (const identifier of ownIdentifiers(state)) {
      const key = keyOf(identifier);
      this.pointers.set(key, { key, personId: state.id, alias: false });
    }
    this.now.set(state.id, state);
  }

  created(): PersonState[] {
    return [...this.now.values()].filter(({ id }) => id < 0);
  }

  /** People who existed and are not as they were. */
  changed(): { readonly before: PersonState; readonly after: PersonState }[] {
    return [...this.now.values()].flatMap((after) => {
      const before = this.before.get(after.id);
      return before === undefined || before === after ? [] : [{ before, after }];
    });
  }
}
