export * from './access.ts';
export * from './catalog.ts';
export * from './house-keeping.ts';
export * from './imports.ts';
export * from './people.ts';
export * from './segments.ts';
export * from './slots.ts';
