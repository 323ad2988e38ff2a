import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { ensureChromium } from './chromium.ts';

/** What one step came to. A step without a runner of its own counts as one test. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Step {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

const PASSED: Outcome = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Outcome = { passed: 0, failed: 1, skipped: 0 };

function command(name: string, program: string, ...args: readonly string[]): Step {
  return { name, run: async () => ((await exitCode(program, args)) === 0 ? PASSED : FAILED) };
}

function vitest(project: string): Step {
  return { name: `${project} tests`, run: () => runVitest(project) };
}

/** Every step in its order: what is quick and says most comes first. */
export const STEPS: readonly Step[] = [
  command('types', 'tsc', '-b'),
  command('types of tests and tools', 'tsc', '-p', 'tsconfig.specs.json'),
  command('types of the web app', 'tsc', '-p', 'apps/web', '--noEmit'),
  command('lint', 'oxlint', '--deny-warnings'),
  command('format', 'oxfmt', '--check', '.'),
  command('walls', 'node', 'tools/check-boundaries.ts'),
  vitest('unit'),
  vitest('db'),
  vitest('api'),
  vitest('web'),
  command('build', 'nx', 'run-many', '-t', 'build', '--outputStyle=static'),
  command('walls of the bundle', 'node', 'tools/check-boundaries.ts', '--bundle'),
  { name: 'browser tests', run: runBrowserTests },
];

/** Without a browser they are skipped, which a run on a build server (`CI=true`) does not take. */
async function runBrowserTests(): Promise<Outcome> {
  const chromium = ensureChromium();
  if ('path' in chromium) return runVitest('browser', { SATSUMA_CHROMIUM: chromium.path });
  const files = globSync('apps/web/e2e/**/*.e2e.ts', { cwd: ROOT }).length;
  const refused = process.env['CI'] === 'true';
  process.stdout.write(
    `${refused ? 'FAILED' : 'SKIPPED'}: ${files} files of browser tests did not run: ${chromium.missing}.\n`,
  );
  return refused ? { ...FAILED, failed: files } : { passed: 0, failed: 0, skipped: files };
}

async function runVitest(
  project: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'satsuma-report-'));
  const report = join(scratch, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const code = await exitCode('vitest', ['run', '--project', project, ...reporters], environment);
    return existsSync(report) ? countsOf(report, code) : FAILED;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A file that could not even be loaded has no failed test of its own and counts as one. */
function countsOf(report: string, code: number): Outcome {
  const counts = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
  const failed = counts['numFailedTests'] ?? 0;
  return {
    passed: counts['numPassedTests'] ?? 0,
    failed: failed === 0 && code !== 0 ? Math.max(1, counts['numFailedTestSuites'] ?? 0) : failed,
    skipped: (counts['numPendingTests'] ?? 0) + (counts['numTodoTests'] ?? 0),
  };
}

/** Runs a program that a signal to this process ends as well. */
function exitCode(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGTERM', pass).on('SIGINT', pass);
  return new Promise((resolve) => {
    const end = (code: number): void => {
      process.off('SIGTERM', pass).off('SIGINT', pass);
      resolve(code);
    };
    child.once('error', () => end(1));
    child.once('exit', (code) => end(code ?? 1));
  });
}
