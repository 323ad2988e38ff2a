export * from './config/config.ts';
export * from './config/config.module.ts';
