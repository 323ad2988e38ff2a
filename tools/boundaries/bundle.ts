import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Breach } from './check.ts';
import { NEVER_IN_BUNDLE } from './walls.ts';

/** Sources that must not be in the built web app and are, by its source maps. Null when it has not been built. */
export function checkBundle(root: string): Breach[] | null {
  const folder = join(root, 'apps', 'web', 'dist');
  if (!existsSync(join(folder, 'index.html'))) return null;
  const scripts = globSync('**/*.js', { cwd: folder });
  return scripts.flatMap((script) => {
    const place = `apps/web/dist/${script}`;
    // Copied as it is, and small enough to be read.
    if (existsSync(join(root, 'apps', 'web', 'public', script))) return [];
    const map = join(folder, `${script}.map`);
    if (!existsSync(map)) return [{ place, message: 'has no source map to tell from what it holds' }];
    const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: (string | null)[] };
    return sources.flatMap((source) => {
      const part = NEVER_IN_BUNDLE.find((one) => source?.includes(one));
      return part === undefined ? [] : [{ place, message: `holds ${source}, which is not for browsers` }];
    });
  });
}
