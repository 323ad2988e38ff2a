import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Job, PayloadOf } from '@satsuma/jobs';
import {
  Clock,
  InjectConfig,
  InjectLogger,
  Metrics,
  openSource,
  type Config,
  type JobSource,
} from '@satsuma/runtime';
import type { Logger } from 'pino';
import type { Processor } from './processor.ts';
import { Processors } from './processors.ts';

/**
 * How long a job may be without a sign of life before another process takes it over, and how often that is looked for, in
 * milliseconds: how long work lies when a process is killed.
 */
const LIVENESS = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 20 };

/**
 * What the queue is told of a failure. It keeps messages and stacks, and the driver of the database writes values into its
 * messages: they are what is known about people. What happened is in the log.
 */
class JobFailed extends Error {
  constructor(cause: unknown) {
    const what = cause instanceof Error ? cause.name : typeof cause;
    super(`${what}: see the log of the worker`);
    this.name = 'JobFailed';
  }
}

/** Takes jobs from their queues and hands them to their processors. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly sources: JobSource[] = [];
  private readonly outcomes;
  private readonly seconds;

  constructor(
    @InjectConfig() private readonly config: Config,
    @InjectLogger() private readonly logger: Logger,
    private readonly processors: Processors,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.outcomes = metrics.counter('satsuma_jobs_total', 'Jobs worked on, by outcome', ['job', 'outcome']);
    this.seconds = metrics.histogram('satsuma_job_seconds', 'Time of one attempt at a job', ['job']);
  }

  onApplicationBootstrap(): void {
    for (const [job, processor] of this.processors.all()) {
      const source = openSource(this.config, job, ({ data }) => this.work(job, processor, data), LIVENESS);
      source.on('error', (error: Error) =>
        this.logger.warn({ err: error, job: job.name }, 'queue is not reachable'),
      );
      source.run().catch((error: unknown) => this.logger.error({ err: error, job: job.name }, 'queue ended'));
      this.sources.push(source);
    }
  }

  /** Asks the jobs under way to end soon and waits for them; what they leave undone comes again. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort(new Error('The process stops.'));
    await Promise.all(this.sources.map((source) => source.close()));
  }

  private async work(job: Job, processor: Processor, data: unknown): Promise<void> {
    const stop = this.seconds.startTimer({ job: job.name });
    const { signal } = this.stopping;
    try {
      await processor.run(job.payload.parse(data) as PayloadOf<Job>, { signal, now: () => this.clock.now() });
      this.outcomes.inc({ job: job.name, outcome: 'ok' });
    } catch (error) {
      this.outcomes.inc({ job: job.name, outcome: signal.aborted ? 'stopped' : 'failed' });
      if (!signal.aborted) this.logger.error({ err: error, job: job.name, payload: data }, 'job failed');
      throw new JobFailed(error);
    } finally {
      stop();
    }
  }
}
