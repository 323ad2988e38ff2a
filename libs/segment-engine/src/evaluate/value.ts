import { inRange, type PropertyPlan, type Range, type Test, type ValuePlan } from '../normalize/plan.ts';
import { dayOf } from '../time/zone.ts';
import type { Fact, ItemFact, ScalarFact } from '../values/value.ts';
import { matchesPattern } from './pattern.ts';

/** Whether a stored value, undefined when missing, meets a condition. Never null: a negation is the exact complement. */
export function meets(plan: ValuePlan, value: Fact | undefined): boolean {
  return holds(plan.test, value, plan.type === 'datetime') !== plan.negated;
}

/** The same for a value that there may be several of: any one is enough. */
export function anyMeets(plan: ValuePlan, values: readonly ScalarFact[]): boolean {
  return values.some((value) => holds(plan.test, value, false)) !== plan.negated;
}

function holds(test: Test, value: Fact | undefined, isInstant: boolean): boolean {
  if (test.test === 'size') return inRange(Array.isArray(value) ? value.length : 0, test.range);
  if (value === undefined) return false;
  switch (test.test) {
    case 'set':
      return true;
    case 'equals':
      return test.values.includes(value as ScalarFact);
    case 'contains':
      return (value as string).includes(test.text);
    case 'starts_with':
      return (value as string).startsWith(test.text);
    case 'ends_with':
      return (value as string).endsWith(test.text);
    case 'matches':
      return matchesPattern(value as string, test.pattern);
    case 'range':
      return inRange(value as ScalarFact, test.range as Range);
    case 'month_days':
      return test.days.includes(localDay(value, test.timeZone, isInstant).slice(5));
    case 'month':
      return Number(localDay(value, test.timeZone, isInstant).slice(5, 7)) === test.month;
    case 'includes_any':
      return test.items.some((item) => (value as readonly string[]).includes(item));
    case 'includes_all':
      return test.items.every((item) => (value as readonly string[]).includes(item));
    case 'any_item':
      return (value as readonly ItemFact[]).some((item) => meetsProperties(test.where, item));
    case 'every_item':
      return (value as readonly ItemFact[]).every((item) => meetsProperties(test.where, item));
  }
}

const localDay = (value: Fact, timeZone: string, isInstant: boolean): string =>
  isInstant ? dayOf(value as number, timeZone) : (value as string);

/** Whether the properties of an event, or the fields of an item, meet a group of conditions. */
export function meetsProperties(plan: PropertyPlan, facts: Readonly<Record<string, Fact>>): boolean {
  if (plan.kind === 'property')
    return meets(plan, Object.hasOwn(facts, plan.key) ? facts[plan.key] : undefined);
  switch (plan.match) {
    case 'all':
      return plan.children.every((child) => meetsProperties(child, facts));
    case 'any':
      return plan.children.some((child) => meetsProperties(child, facts));
    case 'none':
      return !plan.children.some((child) => meetsProperties(child, facts));
  }
}
