export * from './flatten.ts';
export * from './guess.ts';
export * from './instant.ts';
export * from './names.ts';
export * from './objects.ts';
export * from './value.ts';
