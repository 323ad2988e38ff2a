import { say } from './progress.ts';
import { STEPS, type Outcome } from './testing/steps.ts';

let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (stopped = true));

/** With words, only the steps whose names contain one of them: `npm test -- db lint`. */
const wanted = process.argv.slice(2);
const steps =
  wanted.length === 0 ? STEPS : STEPS.filter(({ name }) => wanted.some((word) => name.includes(word)));

const rows: { name: string; outcome: Outcome; seconds: number }[] = [];
for (const { name, run } of steps) {
  if (stopped) break;
  say(`\n── ${name}`);
  const start = performance.now();
  const outcome = await run();
  rows.push({ name, outcome, seconds: (performance.now() - start) / 1000 });
}

say('');
for (const { name, outcome, seconds } of rows) {
  const counts = `${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`;
  say(`${name.padEnd(28)}${seconds.toFixed(1).padStart(7)} s   ${counts}`);
}
const sum = (key: keyof Outcome): number => rows.reduce((total, { outcome }) => total + outcome[key], 0);
const failed = sum('failed') + (stopped || rows.length === 0 ? 1 : 0);
say(`\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
