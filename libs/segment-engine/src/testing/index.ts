export * from './arbitraries.ts';
export * from './conformance.ts';
export * from './tables.ts';
export * from './world.ts';
