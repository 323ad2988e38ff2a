export * from './moment.ts';
export * from './plan.ts';
export * from './plan-rule.ts';
