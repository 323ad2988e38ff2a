import type { Match, MeasureFunction } from '../ast/rule.ts';
import type { AttributeSource, FieldType, ValueType } from '../catalog/catalog.ts';
import type { ScalarFact } from '../values/value.ts';

/** One end of a range. */
export interface Bound<V = ScalarFact> {
  readonly value: V;
  readonly inclusive: boolean;
}

export interface Range<V = ScalarFact> {
  readonly from?: Bound<V>;
  readonly to?: Bound<V>;
}

/**
 * What is asked of one stored value once time has been resolved. All operators come down to these few tests, so the
 * evaluators cannot disagree on what an operator means: they only have to agree on these.
 */
export type Test =
  | { readonly test: 'set' }
  | { readonly test: 'equals'; readonly values: readonly ScalarFact[] }
  | { readonly test: 'contains'; readonly text: string }
  | { readonly test: 'starts_with'; readonly text: string }
  | { readonly test: 'ends_with'; readonly text: string }
  /** The whole text; `*` is any run of characters, `?` one code point. */
  | { readonly test: 'matches'; readonly pattern: string }
  | { readonly test: 'range'; readonly range: Range }
  /** Month and day, as `MM-DD`, is one of these; for instants on the local calendar. */
  | { readonly test: 'month_days'; readonly days: readonly string[]; readonly timeZone: string }
  | { readonly test: 'month'; readonly month: number; readonly timeZone: string }
  | { readonly test: 'includes_any'; readonly items: readonly string[] }
  | { readonly test: 'includes_all'; readonly items: readonly string[] }
  /** The number of items; a missing list has none. */
  | { readonly test: 'size'; readonly range: Range<number> }
  | { readonly test: 'any_item'; readonly where: PropertyPlan }
  | { readonly test: 'every_item'; readonly where: PropertyPlan };

/** A test on a value of a type; a missing value meets no test but `size`. `negated` turns the answer round. */
export interface ValuePlan {
  readonly type: ValueType;
  readonly negated: boolean;
  readonly test: Test;
}

export interface PropertyTestPlan extends ValuePlan {
  readonly kind: 'property';
  /** Key in the facts of the event, or the name of the field. */
  readonly key: string;
  readonly type: FieldType;
}

export interface PropertyGroupPlan {
  readonly kind: 'group';
  readonly match: Match;
  readonly children: readonly PropertyPlan[];
}

export type PropertyPlan = PropertyTestPlan | PropertyGroupPlan;

export interface AttributePlan extends ValuePlan {
  readonly kind: 'attribute';
  readonly path: string;
  readonly source: AttributeSource;
  /** Any one of several values. */
  readonly multiple: boolean;
}

/** Events of one name that fall under a condition. `range` is in epoch milliseconds and ends at `now` at the latest. */
export interface EventSelection {
  readonly event: number;
  readonly range: Range<number>;
  readonly where?: PropertyPlan;
}

export type Quantity =
  | { readonly quantity: 'count'; readonly range: Range<number>; readonly negated: false }
  | {
      readonly quantity: 'measure';
      readonly function: MeasureFunction;
      readonly key: string;
      readonly type: FieldType;
      readonly test: Extract<Test, { test: 'equals' | 'range' }>;
      readonly negated: boolean;
    }
  /** Of all events of `selection` up to `now` the first or last lies in `window` and meets `with`. */
  | {
      readonly quantity: 'occurrence';
      readonly which: 'first' | 'last';
      readonly window: Range<number> | null;
      readonly with?: PropertyPlan;
      readonly negated: false;
    };

export interface EventPlan {
  readonly kind: 'event';
  readonly path: string;
  readonly selection: EventSelection;
  readonly asks: Quantity;
}

export interface GroupPlan {
  readonly kind: 'group';
  readonly path: string;
  readonly match: Match;
  readonly children: readonly Plan[];
}

/** Another segment's rule, here and now. Paths inside it are its own. */
export interface SegmentPlan {
  readonly kind: 'segment';
  readonly path: string;
  readonly segment: number;
  readonly negated: boolean;
  readonly plan: Plan;
}

export interface EveryonePlan {
  readonly kind: 'everyone';
  readonly path: string;
}

/** A checked rule with time resolved: what evaluators run. */
export type Plan = GroupPlan | AttributePlan | EventPlan | SegmentPlan | EveryonePlan;

/** True when a number or a text lies in a range. */
export function inRange<V extends string | number | boolean>(value: V, { from, to }: Range<V>): boolean {
  if (from !== undefined && (from.inclusive ? value < from.value : value <= from.value)) return false;
  return !(to !== undefined && (to.inclusive ? value > to.value : value >= to.value));
}
