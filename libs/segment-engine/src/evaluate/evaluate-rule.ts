import type { CheckedRule } from '../check/check-rule.ts';
import type { AttributePlan, Plan } from '../normalize/plan.ts';
import { planRule, type PlanContext } from '../normalize/plan-rule.ts';
import type { Fact, ScalarFact } from '../values/value.ts';
import { meetsEvents } from './events.ts';
import type { PersonFacts } from './person.ts';
import { anyMeets, meets } from './value.ts';

/** Whether a person meets a rule at `context.now`. */
export function evaluateRule(rule: CheckedRule, person: PersonFacts, context: PlanContext): boolean {
  return evaluatePlan(planRule(rule, context), person);
}

/** The same with time resolved already, for many people at one instant. */
export function evaluatePlan(plan: Plan, person: PersonFacts): boolean {
  switch (plan.kind) {
    case 'everyone':
      return true;
    case 'attribute':
      return meetsAttribute(plan, person);
    case 'event':
      return meetsEvents(plan, person.events);
    case 'segment':
      return evaluatePlan(plan.plan, person) !== plan.negated;
    case 'group':
      if (plan.match === 'all') return plan.children.every((child) => evaluatePlan(child, person));
      return plan.children.some((child) => evaluatePlan(child, person)) === (plan.match === 'any');
  }
}

function meetsAttribute(plan: AttributePlan, person: PersonFacts): boolean {
  const value = attributeOf(plan, person);
  return plan.multiple ? anyMeets(plan, (value ?? []) as readonly ScalarFact[]) : meets(plan, value);
}

/** The stored value that an attribute condition looks at; undefined when it is missing. */
export function attributeOf(
  { source }: Pick<AttributePlan, 'source'>,
  person: PersonFacts,
): Fact | undefined {
  if (source.kind === 'column') return person[source.column] ?? undefined;
  return Object.hasOwn(person.facts, source.key) ? person.facts[source.key] : undefined;
}
