export * as schema from './schema/index.ts';
export * from './client/client.ts';
export * from './client/migrate.ts';
export * from './client/transaction.ts';
export * from './catalog/index.ts';
export * from './persons/index.ts';
export * from './segments/index.ts';
