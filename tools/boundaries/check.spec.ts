import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../root.ts';
import { checkBundle } from './bundle.ts';
import { checkBoundaries } from './check.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'satsuma-walls-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What is wrong with one file, in a tree with nothing else but package files that have every package. */
function breachesOf(path: string, text: string): string[] {
  const dependencies = Object.fromEntries(
    ['zod', 'react', 'drizzle-orm', 'fastify', 'bullmq', 'vitest'].map((name) => [name, '1.0.0']),
  );
  for (const folder of ['libs/segment-engine', 'libs/contracts', 'libs/database', 'apps/api', 'apps/web'])
    write(`${folder}/package.json`, JSON.stringify({ dependencies }));
  write(path, text);
  return checkBoundaries(root).map(({ place, message }) => `${place} ${message}`);
}

describe('walls between projects', () => {
  it.each([
    [
      'apps/web/src/x.ts',
      `import { connect } from '@satsuma/database';`,
      '@satsuma/database is not for apps/web',
    ],
    [
      'apps/web/src/x.ts',
      `import { compileRule } from '@satsuma/segment-engine/sql';`,
      'is not for apps/web',
    ],
    ['apps/web/src/x.ts', `import fs from 'node:fs';`, 'is a module of Node'],
    ['apps/web/src/x.ts', `import fs from 'fs';`, 'is a module of Node'],
    ['apps/api/src/x.ts', `import x from '@satsuma/web';`, 'is an app'],
    [
      'apps/api/src/x.ts',
      `import { compileRule } from '@satsuma/segment-engine/sql';`,
      'is not for apps/api',
    ],
    ['apps/api/src/x.ts', `import { sql } from 'drizzle-orm';`, 'drizzle-orm is not for apps/api'],
    ['libs/contracts/src/x.ts', `export * from '@satsuma/database';`, 'is not for libs/contracts'],
    ['libs/segment-engine/src/x.ts', `const x = await import('node:crypto');`, 'is a module of Node'],
    [
      'libs/segment-engine/src/check/x.ts',
      `import { sql } from 'drizzle-orm';`,
      'is for libs/segment-engine/src/sql/',
    ],
    ['libs/segment-engine/src/check/x.ts', `import { x } from '../sql/value.ts';`, 'only ./sql knows SQL'],
    ['libs/database/src/x.ts', `import type { X } from 'kysely';`, 'kysely is not for libs/database'],
    [
      'libs/database/src/x.ts',
      `import postgres from 'postgres';`,
      'is missing in libs/database/package.json',
    ],
    [
      'libs/database/src/x.ts',
      `import { x } from '../../segment-engine/src/index.ts';`,
      'leaves the project',
    ],
    ['apps/api/src/x.ts', `import { say } from '../../../tools/progress.ts';`, 'leaves the project'],
    ['apps/api/src/x.ts', `import { x } from '../dist/x.js';`, 'is built code'],
    ['apps/web/src/features/a/x.ts', `import { x } from '../b/x.ts';`, 'is in another feature'],
    ['apps/web/src/features/a/x.ts', `import { x } from '../../app/x.ts';`, 'features stand below the app'],
    ['apps/web/src/ui/x.ts', `import { x } from '../features/a/x.ts';`, 'ui stands below the features'],
    ['apps/web/src/lib/x.ts', `import { x } from '../ui/x.ts';`, 'lib stands below everything'],
    ['apps/api/src/x.ts', `export const port = process.env.PORT;`, 'reads the environment'],
    ['apps/api/src/x.ts', `export const port = process.env['PORT'];`, 'reads the environment'],
    ['apps/api/src/x.spec.ts', `import x from '@satsuma/worker';`, 'is an app'],
  ])('%s may not say %s', (path, text, message) => {
    const [breach, ...more] = breachesOf(path, text);
    expect(breach).toContain(message);
    expect(breach).toContain(`${path}:1`);
    expect(more).toEqual([]);
  });

  it.each([
    ['apps/web/src/features/a/x.ts', `import { x } from './y.ts'; import { z } from '../../lib/z.ts';`],
    [
      'apps/web/src/x.ts',
      `import { Rule } from '@satsuma/segment-engine'; import react from 'react/jsx-runtime';`,
    ],
    ['libs/segment-engine/src/sql/x.ts', `import { sql } from 'drizzle-orm/pg-core';`],
    [
      'libs/database/src/x.ts',
      `import { compileRule } from '@satsuma/segment-engine/sql'; import 'node:fs';`,
    ],
    [
      'libs/database/src/x.db.spec.ts',
      `import { it } from 'vitest'; import x from '@satsuma/segment-engine/testing';`,
    ],
    ['apps/api/src/x.api.spec.ts', `import { createTestDatabase } from '@satsuma/database/testing';`],
    ['apps/api/src/x.ts', `// process.env is not read here\nexport const x = 'process.env';`],
    ['apps/api/src/main.ts', `export const config = process.env;`],
  ])('%s may say %s', (path, text) => {
    expect(breachesOf(path, text)).toEqual([]);
  });

  it('holds in this project', () => {
    expect(checkBoundaries(ROOT)).toEqual([]);
  });
});

describe('the bundle of the web app', () => {
  const build = (...sources: string[]): void => {
    write('apps/web/dist/index.html', '');
    write('apps/web/dist/assets/index.js', '');
    write('apps/web/dist/assets/index.js.map', JSON.stringify({ sources }));
  };

  it('is not judged when it is not there', () => {
    expect(checkBundle(root)).toBeNull();
  });

  it('passes with sources for browsers', () => {
    build(
      '../../../../node_modules/react/index.js',
      '../../../../libs/segment-engine/src/check/check-rule.ts',
    );
    expect(checkBundle(root)).toEqual([]);
  });

  it.each([
    '../../../../node_modules/drizzle-orm/sql.js',
    '../../../../node_modules/postgres/src/index.js',
    '../../../../libs/segment-engine/src/sql/value.ts',
    '../../../../libs/database/src/index.ts',
    '__vite-browser-external',
  ])('fails with %s', (source) => {
    build(source);
    expect(checkBundle(root)).toHaveLength(1);
  });

  it('fails without a source map', () => {
    write('apps/web/dist/index.html', '');
    write('apps/web/dist/assets/index.js', '');
    expect(checkBundle(root)).toHaveLength(1);
  });
});
