import { defineConfig } from 'vitest/config';

const resolve = { conditions: ['@satsuma/source', 'module', 'node', 'import', 'default'] };
const ssr = { resolve: { conditions: ['@satsuma/source', 'module', 'node', 'import', 'default'] } };
const withDatabase = ['./tools/testing/database-setup.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: ['libs/**/*.spec.ts', 'apps/{api,worker}/**/*.spec.ts', 'tools/**/*.spec.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.db.spec.ts', '**/*.api.spec.ts'],
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'db',
          include: ['libs/**/*.db.spec.ts', 'apps/{api,worker}/**/*.db.spec.ts', 'tools/**/*.db.spec.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: withDatabase,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
