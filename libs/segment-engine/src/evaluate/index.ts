export { attributeOf, evaluatePlan, evaluateRule } from './evaluate-rule.ts';
export { measureOf, selectEvents, type Measured } from './events.ts';
export type { EventFacts, PersonFacts } from './person.ts';
