export * from './accounts.repository.ts';
export * from './api-keys.repository.ts';
export * from './audit.repository.ts';
export * from './idempotency.repository.ts';
export { hashPassword, verifyPassword } from './password.ts';
export * from './sessions.repository.ts';
