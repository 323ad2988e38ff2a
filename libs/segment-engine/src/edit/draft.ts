import type {
  AttributeCondition,
  EventCondition,
  EveryoneCondition,
  Match,
  Operands,
  SegmentCondition,
} from '../ast/rule.ts';

/*
 * A rule while it is written. Groups have their shape, anything inside a condition may still be missing or wrong:
 * `checkRule` says what. Every `Rule` is a `DraftRule`.
 */

type Unfinished<T> = { readonly [K in keyof T]?: T[K] | undefined };
type Owners = 'kind' | 'where' | 'with' | 'count' | 'measure' | 'compare' | 'window';

export interface DraftPropertyGroup {
  readonly match: Match;
  readonly conditions: readonly DraftPropertyNode[];
}

export interface DraftOperands extends Unfinished<Omit<Operands, 'where'>> {
  readonly where?: DraftPropertyGroup | undefined;
}

export interface DraftPropertyCondition extends DraftOperands {
  readonly property?: string | undefined;
}

export type DraftPropertyNode = DraftPropertyCondition | DraftPropertyGroup;

export interface DraftAttributeCondition extends DraftOperands {
  readonly kind: 'attribute';
  readonly attribute?: AttributeCondition['attribute'] | undefined;
}

/** A part of an event condition whose keys may be missing, whichever of its shapes it will have. */
export type DraftPart = Readonly<Record<string, unknown>>;

export interface DraftEventCondition extends Unfinished<Omit<EventCondition, Owners>> {
  readonly kind: 'event';
  readonly count?: DraftPart | undefined;
  readonly measure?: DraftPart | undefined;
  readonly compare?: DraftPart | undefined;
  readonly window?: DraftPart | undefined;
  readonly where?: DraftPropertyGroup | undefined;
  readonly with?: DraftPropertyGroup | undefined;
}

export interface DraftSegmentCondition extends Unfinished<Omit<SegmentCondition, 'kind'>> {
  readonly kind: 'segment';
}

export type DraftCondition =
  | DraftAttributeCondition
  | DraftEventCondition
  | DraftSegmentCondition
  | EveryoneCondition;

export interface DraftGroup {
  readonly match: Match;
  readonly conditions: readonly DraftNode[];
}

export type DraftNode = DraftCondition | DraftGroup;

export interface DraftRule extends DraftGroup {
  readonly version?: 1 | undefined;
}

/** What a pointer can stand for: a node of the rule, or of a group of properties inside one. */
export type AnyDraftNode = DraftNode | DraftPropertyNode;
export type AnyDraftGroup = DraftGroup | DraftPropertyGroup;

export const isDraftGroup = <N extends AnyDraftNode>(node: N): node is Extract<N, AnyDraftGroup> =>
  'conditions' in node;
