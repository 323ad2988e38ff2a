import type { Count, EventCondition, PropertyGroup, Rule, RuleNode } from '../ast/rule.ts';
import type { Catalog, EventDefinition, FieldType } from '../catalog/catalog.ts';
import type { CheckedRule } from '../check/check-rule.ts';
import { momentOf, windowRange, type Moment } from './moment.ts';
import type { EventPlan, GroupPlan, Plan, PropertyPlan, Quantity, Range } from './plan.ts';
import { valuePlan } from './value-test.ts';

export interface PlanContext {
  readonly catalog: Catalog;
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** Resolves names and time of a checked rule. Throws when the catalog lacks what the rule mentions: it was checked against another. */
export function planRule(rule: CheckedRule, { catalog, now, timeZone }: PlanContext): GroupPlan {
  return planGroup(rule, '', { catalog, moment: momentOf(now, timeZone) });
}

interface Context {
  readonly catalog: Catalog;
  readonly moment: Moment;
}

function planGroup({ match, conditions }: Rule, path: string, context: Context): GroupPlan {
  const children = conditions.map((node, index) => planNode(node, `${path}/conditions/${index}`, context));
  return { kind: 'group', path, match, children };
}

function planNode(node: RuleNode, path: string, context: Context): Plan {
  if (!('kind' in node)) return planGroup(node, path, context);
  switch (node.kind) {
    case 'everyone':
      return { kind: 'everyone', path };
    case 'event':
      return planEvent(node, path, context);
    case 'segment': {
      const segment = found(context.catalog.segments.get(node.segment), `segment ${node.segment}`);
      const plan = planGroup(segment.rule, '', context);
      return { kind: 'segment', path, segment: segment.id, negated: node.operator === 'not_member', plan };
    }
    case 'attribute': {
      const {
        type,
        source,
        multiple = false,
        fields = [],
      } = found(context.catalog.attributes.get(node.attribute), node.attribute);
      const fieldKeys = new Map(fields.map((field) => [field.name, { key: field.name, type: field.type }]));
      const value = valuePlan(type, node, context.moment, (where) =>
        planProperties(where, fieldKeys, context.moment),
      );
      return { kind: 'attribute', path, source, multiple, ...value };
    }
  }
}

type Keys = ReadonlyMap<string, { readonly key: string; readonly type: FieldType }>;

function planProperties(group: PropertyGroup, keys: Keys, moment: Moment): PropertyPlan {
  const children = group.conditions.map((node): PropertyPlan => {
    if ('conditions' in node) return planProperties(node, keys, moment);
    const { key, type } = found(keys.get(node.property), node.property);
    const value = valuePlan(type, node, moment, (where) => planProperties(where, keys, moment));
    return { kind: 'property', key, ...value, type };
  });
  return { kind: 'group', match: group.match, children };
}

function planEvent(condition: EventCondition, path: string, { catalog, moment }: Context): EventPlan {
  const definition = found(catalog.events.get(condition.event), condition.event);
  const where =
    condition.where === undefined
      ? {}
      : { where: planProperties(condition.where, definition.properties, moment) };
  const window = windowRange(condition.window, moment);
  const asks = planQuantity(condition, definition, window, moment);
  const range = asks.quantity === 'occurrence' ? windowRange(undefined, moment) : window;
  return { kind: 'event', path, selection: { event: definition.id, range, ...where }, asks };
}

function planQuantity(
  condition: EventCondition,
  definition: EventDefinition,
  window: Range<number>,
  moment: Moment,
): Quantity {
  if (condition.occurrence !== undefined) {
    return {
      quantity: 'occurrence',
      which: condition.occurrence,
      window: condition.window === undefined ? null : window,
      ...(condition.with === undefined
        ? {}
        : { with: planProperties(condition.with, definition.properties, moment) }),
      negated: false,
    };
  }
  if (condition.measure !== undefined && condition.compare !== undefined) {
    const { key, type } = found(
      definition.properties.get(condition.measure.property),
      condition.measure.property,
    );
    const { test, negated } = valuePlan('decimal', condition.compare, moment, () => {
      throw new Error('a measure has no items');
    });
    if (test.test !== 'equals' && test.test !== 'range')
      throw new Error(`a measure cannot be tested for ${test.test}`);
    return { quantity: 'measure', function: condition.measure.function, key, type, test, negated };
  }
  return {
    quantity: 'count',
    range: countRange(condition.count ?? { operator: 'at_least', value: 1 }),
    negated: false,
  };
}

function countRange(count: Count): Range<number> {
  const at = (value: number) => ({ value, inclusive: true });
  switch (count.operator) {
    case 'exactly':
      return { from: at(count.value), to: at(count.value) };
    case 'at_least':
      return { from: at(count.value) };
    case 'more_than':
      return { from: { value: count.value, inclusive: false } };
    case 'at_most':
      return { to: at(count.value) };
    case 'less_than':
      return { to: { value: count.value, inclusive: false } };
    case 'between':
      return { from: at(count.from), to: at(count.to) };
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined)
    throw new Error(`The catalog has no ${what}: the rule was checked against another one`);
  return value;
}
