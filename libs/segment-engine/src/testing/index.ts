export * from './arbitraries.ts';
export * from './world.ts';
