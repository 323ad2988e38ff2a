import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one step came to. A step without a runner of its own counts as one test. */
interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Step {
  readonly name: string;
  readonly run: () => Outcome;
}

const scratch = mkdtempSync(join(tmpdir(), 'satsuma-report-'));

const command = (name: string, program: string, ...args: readonly string[]): Step => ({
  name,
  run: () => {
    const ok = spawnSync(program, args, { stdio: 'inherit' }).status === 0;
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  },
});

const vitest = (project: string): Step => ({
  name: `${project} tests`,
  run: () => {
    const report = join(scratch, `${project}.json`);
    const args = [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const { status } = spawnSync('vitest', args, { stdio: 'inherit' });
    return existsSync(report) ? countsOf(report, status) : { passed: 0, failed: 1, skipped: 0 };
  },
});

function countsOf(report: string, status: number | null): Outcome {
  const counts = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
  const failed =
    (counts['numFailedTests'] ?? 0) + (counts['numFailedTestSuites'] === 0 ? 0 : status === 0 ? 0 : 1);
  return {
    passed: counts['numPassedTests'] ?? 0,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: (counts['numPendingTests'] ?? 0) + (counts['numTodoTests'] ?? 0),
  };
}

const STEPS: readonly Step[] = [
  command('types', 'tsc', '-b'),
  command('types of tests and tools', 'tsc', '-p', 'tsconfig.specs.json'),
  command('lint', 'oxlint', '--deny-warnings'),
  command('format', 'oxfmt', '--check', '.'),
  vitest('unit'),
  vitest('db'),
];

const wanted = process.argv.slice(2);
const steps =
  wanted.length === 0 ? STEPS : STEPS.filter(({ name }) => wanted.some((word) => name.includes(word)));
const rows = steps.map(({ name, run }) => {
  process.stdout.write(`\n── ${name}\n`);
  const start = performance.now();
  const outcome = run();
  return { name, outcome, seconds: (performance.now() - start) / 1000 };
});
rmSync(scratch, { recursive: true, force: true });

process.stdout.write('\n');
for (const { name, outcome, seconds } of rows) {
  const counts = `${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`;
  process.stdout.write(`${name.padEnd(24)}${seconds.toFixed(1).padStart(7)} s   ${counts}\n`);
}
const sum = (key: keyof Outcome): number => rows.reduce((total, { outcome }) => total + outcome[key], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
process.exitCode = sum('failed') > 0 || rows.length === 0 ? 1 : 0;
