export * as schema from './schema/index.ts';
export * from './client/client.ts';
export * from './client/migrate.ts';
