import { runCommand } from './problem.ts';
import { runProcess } from './processes/run-process.ts';

await runCommand(() => runProcess('worker', { METRICS_PORT: '4002' }));
