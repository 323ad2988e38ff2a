import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { runCommand, Problem } from './problem.ts';
import { say } from './progress.ts';
import { ROOT } from './root.ts';

/** The variable that turns the comparison with golden files into writing them. */
const VARIABLE = 'SATSUMA_GOLDEN';

await runCommand(writeGoldenFiles);

/** Rewrites every golden file by running the tests that compare with them. Look at the difference before you commit it. */
function writeGoldenFiles(): void {
  const specs = globSync('{libs,apps}/**/*.spec.ts', {
    cwd: ROOT,
    exclude: (path) => path.includes('node_modules') || path.endsWith('dist'),
  }).filter((file) => readFileSync(`${ROOT}/${file}`, 'utf8').includes(VARIABLE));
  if (specs.length === 0) throw new Problem(`No test reads ${VARIABLE}, so there are no golden files.`);
  const { status } = spawnSync('vitest', ['run', ...specs], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, [VARIABLE]: 'write' },
  });
  if (status !== 0) throw new Problem('Some golden files could not be written; what is wrong stands above.');
  say(
    `\nWritten by ${specs.length} test file${specs.length === 1 ? '' : 's'}; “git diff” shows what has changed.`,
  );
}
