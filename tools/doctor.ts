import { runChecks } from './doctor/checks.ts';
import { runCommand } from './problem.ts';
import { say } from './progress.ts';

const MARKS = { good: '✓', note: '·', bad: '✗' } as const;

await runCommand(async () => {
  let bad = false;
  for await (const { state, line, advice } of runChecks(process.env)) {
    say(`${MARKS[state]} ${line}`);
    if (advice !== undefined) say(`    ${advice}`);
    bad ||= state === 'bad';
  }
  process.exitCode = bad ? 1 : 0;
});
