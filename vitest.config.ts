import { defineConfig } from 'vitest/config';

// No more than these: what stands here also reaches `require`, which must not take modules made for `import`.
const conditions = ['@satsuma/source', 'node'];
const source = { resolve: { conditions }, ssr: { resolve: { conditions } } };
const browserSource = {
  resolve: { conditions: ['@satsuma/source', 'module', 'browser', 'import', 'default'] },
};
const withDatabase = ['./tools/testing/database-setup.ts'];
const exclude = ['**/node_modules/**', '**/dist/**'];
const patient = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: ['libs/**/*.spec.ts', 'apps/{api,worker}/**/*.spec.ts', 'tools/**/*.spec.ts'],
          exclude: [...exclude, '**/*.db.spec.ts', '**/*.api.spec.ts'],
        },
      },
      {
        ...source,
        test: {
          name: 'db',
          include: ['libs/**/*.db.spec.ts', 'apps/{api,worker}/**/*.db.spec.ts', 'tools/**/*.db.spec.ts'],
          exclude,
          globalSetup: withDatabase,
          ...patient,
        },
      },
      {
        ...source,
        test: {
          name: 'api',
          include: ['apps/{api,worker}/**/*.api.spec.ts'],
          exclude,
          globalSetup: withDatabase,
          ...patient,
        },
      },
      {
        ...browserSource,
        test: {
          name: 'web',
          environment: 'jsdom',
          include: ['apps/web/src/**/*.spec.{ts,tsx}'],
          exclude,
        },
      },
      {
        ...source,
        test: {
          name: 'browser',
          include: ['apps/web/e2e/**/*.e2e.ts'],
          exclude,
          globalSetup: withDatabase,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
