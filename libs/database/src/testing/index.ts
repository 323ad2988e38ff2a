export * from './test-database.ts';
export * from './test-owner.ts';
