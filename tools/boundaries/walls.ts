/** What one project may import; every package besides must also stand in its own package.json. */
export interface Wall {
  /** Folder from the root. */
  readonly folder: string;
  /** Entry points of our own packages. */
  readonly ours: readonly string[];
  /** Packages of others: an entry lets its subpaths in as well. */
  readonly packages: readonly string[];
  /** Whether the built-in modules of Node are there where it runs. */
  readonly node: boolean;
}

const ENGINE = '@satsuma/segment-engine';

/** The table of ARCHITECTURE.md, “Who may import whom”. */
export const WALLS: readonly Wall[] = [
  {
    folder: 'libs/segment-engine',
    ours: [],
    packages: ['zod', 'drizzle-orm', 'big.js', 'temporal-polyfill', 'fastest-levenshtein'],
    node: false,
  },
  { folder: 'libs/contracts', ours: [ENGINE], packages: ['zod', 'zod-openapi'], node: false },
  { folder: 'libs/jobs', ours: [], packages: ['zod'], node: false },
  {
    folder: 'libs/database',
    ours: [ENGINE, `${ENGINE}/sql`],
    packages: ['drizzle-orm', 'postgres', 'csv-parse'],
    node: true,
  },
  {
    folder: 'libs/runtime',
    ours: ['@satsuma/database', '@satsuma/jobs'],
    packages: [
      '@nestjs/common',
      '@nestjs/core',
      'bullmq',
      'ioredis',
      'pg',
      'pino',
      'prom-client',
      'reflect-metadata',
      'rxjs',
      'zod',
    ],
    node: true,
  },
  {
    folder: 'apps/api',
    ours: [
      ENGINE,
      '@satsuma/contracts',
      '@satsuma/contracts/openapi',
      '@satsuma/database',
      '@satsuma/jobs',
      '@satsuma/runtime',
    ],
    packages: [
      '@fastify/busboy',
      '@fastify/static',
      '@nestjs/common',
      '@nestjs/core',
      '@nestjs/platform-fastify',
      'fastify',
      'pino',
      'reflect-metadata',
      'rxjs',
      'zod',
    ],
    node: true,
  },
  {
    folder: 'apps/worker',
    ours: [ENGINE, '@satsuma/database', '@satsuma/jobs', '@satsuma/runtime'],
    packages: ['@nestjs/common', '@nestjs/core', 'pino', 'reflect-metadata', 'rxjs', 'zod'],
    node: true,
  },
  {
    folder: 'apps/web',
    ours: [ENGINE, '@satsuma/contracts'],
    packages: [
      '@mantine/core',
      '@mantine/dates',
      '@mantine/dropzone',
      '@mantine/hooks',
      '@mantine/notifications',
      '@tabler/icons-react',
      '@tanstack/react-query',
      '@tanstack/react-router',
      'dayjs',
      'react',
      'react-dom',
      'zod',
    ],
    node: false,
  },
];

/** Walls inside a project: files under `from` import nothing under `never`. Paths from the root. */
export interface InnerWall {
  readonly from: string;
  readonly never: string;
  readonly why: string;
}

export const INNER_WALLS: readonly InnerWall[] = [
  {
    from: 'libs/segment-engine/src/!(sql|testing)/',
    never: 'libs/segment-engine/src/sql/',
    why: 'only ./sql knows SQL',
  },
  {
    from: 'apps/web/src/ui/',
    never: 'apps/web/src/(app|features)/',
    why: 'ui stands below the features',
  },
  {
    from: 'apps/web/src/lib/',
    never: 'apps/web/src/(app|features|ui)/',
    why: 'lib stands below everything',
  },
  { from: 'apps/web/src/features/', never: 'apps/web/src/app/', why: 'features stand below the app' },
];

/** Packages of the engine that only a part of it may import. */
export const ENGINE_PARTS: Readonly<Record<string, string>> = {
  'drizzle-orm': 'libs/segment-engine/src/sql/',
};

/** What the bundle of the web app may never hold: sources by a part of their path. */
export const NEVER_IN_BUNDLE: readonly string[] = [
  'node_modules/drizzle-orm/',
  'node_modules/postgres/',
  'node_modules/pg/',
  'node_modules/bullmq/',
  'node_modules/ioredis/',
  'node_modules/@nestjs/',
  'node_modules/fast-check/',
  'libs/database/',
  'libs/jobs/',
  'libs/runtime/',
  'libs/segment-engine/src/sql/',
  'libs/segment-engine/src/testing/',
  'apps/api/',
  'apps/worker/',
  'tools/',
  '__vite-browser-external',
];
