import { foldText, type Fact } from '@satsuma/segment-engine';
import type { ItemReport } from '../catalog/item-report.ts';
import { DATA_LIMITS } from '../catalog/limits.ts';
import type { AttributeChange } from './attribute-changes.ts';
import type { Identifier, IdentifierKind } from './identifiers.ts';
import type { PersonChange } from './person-input.ts';

type Facts = Readonly<Record<string, Fact>>;
type Originals = Readonly<Record<string, unknown>>;

/** What is known of one person beside events, as it is stored. */
export interface PersonState {
  /** The id; below zero for a person of this transaction who has none yet. */
  readonly id: number;
  readonly type: 'customer' | 'lead';
  readonly externalId: string | null;
  readonly facts: Facts;
  readonly originals: Originals;
}

export const newPerson = (id: number): PersonState => ({
  id,
  type: 'customer',
  externalId: null,
  facts: { type: 'customer' },
  originals: {},
});

/** A set of folded texts with the spelling of each. */
type Spelled = ReadonlyMap<string, string>;

/** Stored lists: folded items under `facts`, their spelling under `originals` where it differs. */
export function listOf({ facts, originals }: PersonState, key: string): Spelled {
  const folded = (facts[key] ?? []) as readonly string[];
  const spelled = (originals[key] ?? folded) as readonly string[];
  return new Map(folded.map((item, index) => [item, spelled[index] ?? item]));
}

/** The identifiers that a person has now, without those of people merged into this one. */
export function ownIdentifiers(
  state: PersonState,
): { kind: IdentifierKind; value: string; original: string }[] {
  const lists = (['email', 'phone'] as const).flatMap((kind) =>
    [...listOf(state, kind)].map(([value, original]) => ({ kind, value, original })),
  );
  const { externalId } = state;
  return externalId === null
    ? lists
    : [{ kind: 'externalId', value: externalId, original: externalId }, ...lists];
}

/**
 * Applies a change. Returns the same object when nothing changes, and null, with issues, when a limit of one person would
 * be passed. `setsExternalId` is false for an external id that already resolves to this person as that of a merged one.
 */
export function applyChange(
  state: PersonState,
  change: PersonChange,
  attributes: readonly AttributeChange[],
  { setsExternalId, isAttribute }: { setsExternalId: boolean; isAttribute: (key: string) => boolean },
  report: ItemReport,
): PersonState | null {
  const draft = new Edit(state);
  if (change.type !== undefined) draft.set('type', change.type, undefined);
  if (change.externalId !== undefined && setsExternalId) draft.setExternalId(change.externalId.value);
  draft.setList('email', addressesAfter(listOf(state, 'email'), change.emails, change.add, 'email'));
  draft.setList('phone', addressesAfter(listOf(state, 'phone'), change.phones, change.add, 'phone'));
  draft.setList('tags', tagsAfter(listOf(state, 'tags'), change));
  for (const { key, fact, original } of attributes) draft.set(key, fact, original);
  const next = draft.result(change.type ?? state.type);
  return withinLimits(next, isAttribute, report) ? next : null;
}

function addressesAfter(
  before: Spelled,
  replaced: readonly Identifier[] | undefined,
  added: readonly Identifier[],
  kind: IdentifierKind,
): Spelled {
  const after = new Map(
    replaced === undefined ? before : replaced.map(({ value, original }) => [value, original]),
  );
  for (const one of added) if (one.kind === kind && !after.has(one.value)) after.set(one.value, one.original);
  return after;
}

function tagsAfter(before: Spelled, { tags, addTags, removeTags }: PersonChange): Spelled {
  const after = new Map(tags === undefined ? before : tags.map((tag) => [foldText(tag), tag]));
  for (const tag of addTags) if (!after.has(foldText(tag))) after.set(foldText(tag), tag);
  for (const tag of removeTags) after.delete(foldText(tag));
  return after;
}

function withinLimits(
  state: PersonState,
  isAttribute: (key: string) => boolean,
  report: ItemReport,
): boolean {
  const most = (count: number, limit: number, path: string, what: string): void => {
    if (count > limit)
      report.refuse('item.limit', path, `A person has at most ${limit} ${what}, not ${count}.`);
  };
  const size = (key: string): number => ((state.facts[key] ?? []) as readonly string[]).length;
  most(size('email'), DATA_LIMITS.addresses, '/email', 'e-mail addresses');
  most(size('phone'), DATA_LIMITS.addresses, '/phone', 'phone numbers');
  most(size('tags'), DATA_LIMITS.tags, '/addTags', 'tags');
  const keys = Object.keys(state.facts);
  if (keys.length > DATA_LIMITS.attributesOfPerson) {
    const count = keys.filter(isAttribute).length;
    most(count, DATA_LIMITS.attributesOfPerson, '/attributes', 'attributes');
  }
  return !report.failed;
}

/** Changes facts of a person; copies them only when something changes. */
export class Edit {
  private readonly state: PersonState;
  private facts: Record<string, Fact> | undefined;
  private originals: Record<string, unknown> | undefined;
  private externalId: string | null;

  constructor(state: PersonState) {
    this.state = state;
    this.externalId = state.externalId;
  }

  set(key: string, fact: Fact | undefined, original: unknown): void {
    const { facts, originals } = this.current();
    if (isSame(facts[key], fact) && isSame(originals[key], original)) return;
    this.facts ??= { ...this.state.facts };
    this.originals ??= { ...this.state.originals };
    if (fact === undefined) delete this.facts[key];
    else this.facts[key] = fact;
    if (original === undefined) delete this.originals[key];
    else this.originals[key] = original;
  }

  setList(key: string, items: Spelled): void {
    const [folded, spelled] = [[...items.keys()], [...items.values()]];
    const differs = folded.some((item, index) => item !== spelled[index]);
    this.set(key, folded.length === 0 ? undefined : folded, differs ? spelled : undefined);
  }

  setExternalId(value: string): void {
    this.externalId = value;
    const folded = foldText(value);
    this.set('externalId', folded, folded === value ? undefined : value);
  }

  result(type: 'customer' | 'lead'): PersonState {
    if (this.facts === undefined) return this.state;
    return { id: this.state.id, type, externalId: this.externalId, ...this.current() };
  }

  private current(): { facts: Facts; originals: Originals } {
    return {
      facts: this.facts ?? this.state.facts,
      originals: this.originals ?? this.state.originals,
    };
  }
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonical(a) === canonical(b));

/** JSON with keys in order: the database gives the keys of objects back in another one. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
