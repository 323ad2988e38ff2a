export { Processes, type JobContext, type Processor } from './processor.ts';
export { RunnerModule } from './runner.module.ts';
