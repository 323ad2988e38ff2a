import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';
import { Problem } from './problem.ts';

/** What was built last, as a fingerprint of its sources. */
const STAMP = join(ROOT, 'node_modules', '.satsuma-built');
const RESULTS = ['apps/api/dist/main.js', 'apps/worker/dist/main.js', 'apps/web/dist/index.html'];

/**
 * Builds the projects whose sources have changed since their last build; nx knows which. It is not even asked when no file has
 * been touched.
 */
export async function buildStale(
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<void> {
  const sources = fingerprint();
  const isBuilt = RESULTS.every((path) => existsSync(join(ROOT, path)));
  if (isBuilt && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  rmSync(STAMP, { force: true });
  const nx = spawn('nx', ['run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: ROOT,
    signal,
    env: { ...environment, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [nx.stdout, nx.stderr])
    stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const code = await new Promise((done) => nx.once('close', done).once('error', () => done(1)));
  if (code !== 0 && !signal.aborted)
    throw new Problem(`${failures(said)}\n\nThe build failed; what is wrong stands above.`);
  if (code === 0) writeFileSync(STAMP, sources);
}

/** Of names, sizes and times of all files that a build reads. */
function fingerprint(): string {
  const sources = globSync('{apps,libs}/**/*', {
    cwd: ROOT,
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  });
  const hash = createHash('sha256');
  for (const path of [...sources, 'package-lock.json', 'tsconfig.base.json'].toSorted()) {
    const file = statSync(join(ROOT, path));
    // A build changes the time of the folder that its results lie in.
    if (!file.isFile()) continue;
    const { size, mtimeMs } = file;
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** What the failed builds said, out of what all of them did. */
function failures(said: string): string {
  const failed = said.slice(said.lastIndexOf('Failed tasks:')).match(/(?<=^- )\S+:build$/gm) ?? [];
  const parts = said
    .split(/\n(?=> nx run )/)
    .filter((part) => failed.some((name) => part.startsWith(`> nx run ${name}`)));
  const text = parts.map((part) => part.split(/\n\s*NX /)[0]?.trim() ?? '').join('\n\n');
  return text === '' ? said.trim() : text;
}
