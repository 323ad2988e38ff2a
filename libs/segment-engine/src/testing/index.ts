export * from './arbitraries.ts';
export * from './world.ts';
export * from './tables.ts';
