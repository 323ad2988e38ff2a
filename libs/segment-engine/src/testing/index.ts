export { MOMENTS, RANDOM_WORLD, ZONES } from './arbitraries.ts';
export * from './conformance.ts';
export * from './person-arbitrary.ts';
export * from './rule-arbitrary.ts';
export * from './tables.ts';
export * from './world.ts';
export * from './world-arbitrary.ts';
