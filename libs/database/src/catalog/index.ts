export * from './refusal.ts';
export * from './workspace-catalog.ts';
