export { evaluatePlan, evaluateRule } from './evaluate-rule.ts';
export type { EventFacts, PersonFacts } from './person.ts';
