import { checkBundle } from './boundaries/bundle.ts';
import { checkBoundaries } from './boundaries/check.ts';
import { Problem, runCommand } from './problem.ts';
import { say } from './progress.ts';
import { ROOT } from './root.ts';

await runCommand(() => {
  const bundle = checkBundle(ROOT);
  if (bundle === null && process.argv.includes('--bundle'))
    throw new Problem('The web app is not built: run npm run build first.');
  const breaches = [...checkBoundaries(ROOT), ...(bundle ?? [])];
  for (const { place, message } of breaches) say(`${place}  ${message}`);
  if (breaches.length > 0)
    throw new Problem(`\n${breaches.length} imports go through a wall (see ARCHITECTURE.md).`);
  say(`All walls stand${bundle === null ? '; the web app is not built and was not looked at' : ''}.`);
});
