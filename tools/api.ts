import { runCommand } from './problem.ts';
import { runProcess } from './processes/run-process.ts';

await runCommand(() => runProcess('api'));
