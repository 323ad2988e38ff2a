import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Job, PayloadOf } from '@satsuma/jobs';
import type { Logger } from 'pino';
import { InjectConfig } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { afterCommit, outside } from '../database/unit-of-work.ts';
import { InjectLogger } from '../logging/logging.module.ts';
import { Metrics } from '../metrics/metrics.ts';
import { openSink, type JobSink } from './backend.ts';

/** Longest wait for the queue in milliseconds; what is not in by then is found by the worker's slow poll. */
const PATIENCE = 3000;

/**
 * Wakes the worker. The row in the database says what is to be done, so a job that cannot be queued is written to the log
 * and no error: the worker's slow poll finds the row.
 */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly sinks = new Map<string, JobSink>();
  private readonly added;

  constructor(
    @InjectConfig() private readonly config: Config,
    @InjectLogger() private readonly logger: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.added = metrics.counter('satsuma_jobs_added_total', 'Jobs handed to the queue', ['job', 'outcome']);
  }

  /** Queues a job once the work around it is committed. Jobs of the same key are one while the first waits. */
  async add<J extends Job>(job: J, payload: PayloadOf<J>): Promise<void> {
    const data = job.payload.parse(payload);
    await afterCommit(() => outside(() => this.hand(job, data)));
  }

  /** Closes the queues after what is on its way is in. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.sinks.values()].map((sink) => sink.close()));
  }

  private async hand(job: Job, data: unknown): Promise<void> {
    try {
      await withPatience(this.sink(job).add(job.name, data, optionsOf(job, data)));
      this.added.inc({ job: job.name, outcome: 'ok' });
    } catch (error) {
      this.added.inc({ job: job.name, outcome: 'lost' });
      this.logger.warn({ err: error, job: job.name }, 'job not queued; the slow poll will find its row');
    }
  }

  private sink(job: Job): JobSink {
    const open = this.sinks.get(job.name) ?? openSink(this.config, job);
    if (!this.sinks.has(job.name)) {
      open.on('error', (error: Error) =>
        this.logger.warn({ err: error, job: job.name }, 'queue is not reachable'),
      );
      this.sinks.set(job.name, open);
    }
    return open;
  }
}

function optionsOf(job: Job, data: unknown) {
  return {
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: job.backoff },
    // A job that comes while its like is being worked on runs once more after it.
    deduplication: { id: job.key(data), keepLastIfActive: true },
    removeOnComplete: true,
    removeOnFail: { count: 1000 },
  };
}

async function withPatience(adding: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The queue did not answer in ${PATIENCE} ms.`)), PATIENCE);
  });
  try {
    await Promise.race([adding, late]);
  } finally {
    clearTimeout(timer);
  }
}
