import { z } from 'zod';
import type { OperatorName } from './operator-name.ts';
import { OPERATOR_NAMES } from './operator-name.ts';

/*
 * The wire form of a rule (SPEC.md, "Rules"). The schemas describe it for documentation and for typed clients;
 * `checkRule` is what decides whether a rule may be used, because it can say everything that is wrong at once.
 */

export const Match = z.enum(['all', 'any', 'none']);
export type Match = z.infer<typeof Match>;

export const DurationUnit = z.enum(['minute', 'hour', 'day', 'week']);
/** Exact durations: a day is 24 hours. */
export type DurationUnit = z.infer<typeof DurationUnit>;

export const CalendarUnit = z.enum(['day', 'week', 'month', 'year']);
/** Calendar arithmetic on local days; months and years clamp to the end of the month. */
export type CalendarUnit = z.infer<typeof CalendarUnit>;

export const AnyUnit = z.enum(['minute', 'hour', 'day', 'week', 'month', 'year']);
export type AnyUnit = z.infer<typeof AnyUnit>;

export const PastPeriod = z.enum([
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
]);
export type PastPeriod = z.infer<typeof PastPeriod>;

export const Period = z.enum([
  ...PastPeriod.options,
  'tomorrow',
  'next_week',
  'next_month',
  'next_quarter',
  'next_year',
]);
export type Period = z.infer<typeof Period>;

export const Scalar = z.union([z.string(), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof Scalar>;

const operands = {
  operator: z.enum(OPERATOR_NAMES),
  value: Scalar.optional(),
  values: z.array(Scalar).optional(),
  from: Scalar.optional(),
  to: Scalar.optional(),
  amount: z.number().optional(),
  unit: AnyUnit.optional(),
  period: Period.optional(),
};

/** The operator of a condition with whatever operands that operator asks for; every other operand is absent. */
export interface Operands {
  readonly operator: OperatorName;
  readonly value?: Scalar | undefined;
  readonly values?: readonly Scalar[] | undefined;
  readonly from?: Scalar | undefined;
  readonly to?: Scalar | undefined;
  readonly amount?: number | undefined;
  readonly unit?: AnyUnit | undefined;
  readonly period?: Period | undefined;
  /** Only for `any_item`, `every_item` and `no_item`. */
  readonly where?: PropertyGroup | undefined;
}

export interface PropertyCondition extends Operands {
  /** Name of an event property, or of a field inside `any_item`, `every_item`, `no_item`. */
  readonly property: string;
}

export interface PropertyGroup {
  readonly match: Match;
  readonly conditions: readonly (PropertyCondition | PropertyGroup)[];
}

export interface AttributeCondition extends Operands {
  readonly kind: 'attribute';
  readonly attribute: string;
}

export const CountOperator = z.enum(['exactly', 'at_least', 'at_most', 'more_than', 'less_than', 'between']);
export type CountOperator = z.infer<typeof CountOperator>;

export const Count = z.union([
  z.strictObject({ operator: CountOperator.exclude(['between']), value: z.number() }),
  z.strictObject({ operator: z.literal('between'), from: z.number(), to: z.number() }),
]);
export type Count = z.infer<typeof Count>;

export const MeasureFunction = z.enum(['sum', 'average', 'minimum', 'maximum', 'distinct']);
export type MeasureFunction = z.infer<typeof MeasureFunction>;

export const Measure = z.strictObject({ function: MeasureFunction, property: z.string() });
export type Measure = z.infer<typeof Measure>;

export const Compare = z.strictObject({
  operator: z.enum([
    'is',
    'is_not',
    'is_any_of',
    'is_none_of',
    'less_than',
    'at_most',
    'at_least',
    'more_than',
    'between',
    'not_between',
  ]),
  value: z.number().optional(),
  values: z.array(z.number()).optional(),
  from: z.number().optional(),
  to: z.number().optional(),
});
export type Compare = z.infer<typeof Compare>;

export const Window = z.union([
  z.strictObject({ kind: z.literal('last'), amount: z.number(), unit: DurationUnit }),
  z.strictObject({ kind: z.literal('more_than_ago'), amount: z.number(), unit: DurationUnit }),
  z.strictObject({ kind: z.literal('between_ago'), from: z.number(), to: z.number(), unit: DurationUnit }),
  z.strictObject({ kind: z.literal('between'), from: z.string(), to: z.string() }),
  z.strictObject({ kind: z.literal('since'), from: z.string() }),
  z.strictObject({ kind: z.literal('before'), to: z.string() }),
  z.strictObject({ kind: z.literal('period'), period: PastPeriod }),
  z.strictObject({ kind: z.literal('calendar_days'), amount: z.number() }),
]);
export type Window = z.infer<typeof Window>;

export interface EventCondition {
  readonly kind: 'event';
  readonly event: string;
  readonly count?: Count | undefined;
  readonly measure?: Measure | undefined;
  readonly compare?: Compare | undefined;
  readonly occurrence?: 'first' | 'last' | undefined;
  readonly with?: PropertyGroup | undefined;
  readonly window?: Window | undefined;
  readonly where?: PropertyGroup | undefined;
}

export interface SegmentCondition {
  readonly kind: 'segment';
  readonly segment: number;
  readonly operator: 'member' | 'not_member';
}

export interface EveryoneCondition {
  readonly kind: 'everyone';
}

export type Condition = AttributeCondition | EventCondition | SegmentCondition | EveryoneCondition;
export type RuleNode = Condition | Group;

export interface Group {
  readonly match: Match;
  readonly conditions: readonly RuleNode[];
}

export interface Rule extends Group {
  readonly version?: 1 | undefined;
}

export const PropertyGroup: z.ZodType<PropertyGroup> = z
  .lazy(() =>
    z.strictObject({
      match: Match,
      conditions: z.array(z.union([PropertyCondition, PropertyGroup])).min(1),
    }),
  )
  .meta({ id: 'PropertyGroup' });

export const PropertyCondition: z.ZodType<PropertyCondition> = z
  .lazy(() => z.strictObject({ property: z.string(), ...operands, where: PropertyGroup.optional() }))
  .meta({ id: 'PropertyCondition' });

export const AttributeCondition = z
  .strictObject({
    kind: z.literal('attribute'),
    attribute: z.string(),
    ...operands,
    where: PropertyGroup.optional(),
  })
  .meta({ id: 'AttributeCondition' });

export const EventCondition = z
  .strictObject({
    kind: z.literal('event'),
    event: z.string(),
    count: Count.optional(),
    measure: Measure.optional(),
    compare: Compare.optional(),
    occurrence: z.enum(['first', 'last']).optional(),
    with: PropertyGroup.optional(),
    window: Window.optional(),
    where: PropertyGroup.optional(),
  })
  .meta({ id: 'EventCondition' });

export const SegmentCondition = z
  .strictObject({ kind: z.literal('segment'), segment: z.int(), operator: z.enum(['member', 'not_member']) })
  .meta({ id: 'SegmentCondition' });

export const EveryoneCondition = z
  .strictObject({ kind: z.literal('everyone') })
  .meta({ id: 'EveryoneCondition' });

export const Group: z.ZodType<Group> = z
  .lazy(() =>
    z.strictObject({
      match: Match,
      conditions: z
        .array(z.union([AttributeCondition, EventCondition, SegmentCondition, EveryoneCondition, Group]))
        .min(1),
    }),
  )
  .meta({ id: 'Group' });

export const Rule: z.ZodType<Rule> = z
  .strictObject({
    version: z.literal(1).optional(),
    match: Match,
    conditions: z
      .array(z.union([AttributeCondition, EventCondition, SegmentCondition, EveryoneCondition, Group]))
      .min(1),
  })
  .meta({ id: 'Rule', description: 'A rule: a group of conditions and groups. An empty group is an error.' });
