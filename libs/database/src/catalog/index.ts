export * from './refusal.ts';
export * from './workspace-catalog.ts';
export { type ItemError, type ItemWarning } from './item-report.ts';
export { DATA_LIMITS } from './limits.ts';
