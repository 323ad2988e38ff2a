import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Job } from '@satsuma/jobs';
import { Clock, InjectLogger, JobQueue } from '@satsuma/runtime';
import type { Logger } from 'pino';
import type { Processor } from './processor.ts';
import { Processors } from './processors.ts';

/** Pause between two looks in milliseconds. */
const PAUSE = 3000;

/** Queues jobs again for rows whose job was lost: not queued, or gone with a queue. Doing it needlessly is harmless. */
@Injectable()
export class SlowPoll implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    @InjectLogger() private readonly logger: Logger,
    private readonly processors: Processors,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.lookIn(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  private lookIn(pause: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.looking = this.look().finally(() => this.lookIn(PAUSE));
    }, pause);
  }

  private async look(): Promise<void> {
    for (const [job, processor] of this.processors.all()) {
      try {
        await this.queueUnfinished(job, processor);
      } catch (error) {
        this.logger.warn({ err: error, job: job.name }, 'could not look for lost work');
      }
    }
  }

  private async queueUnfinished(job: Job, processor: Processor): Promise<void> {
    for (const payload of await processor.unfinished(this.clock.now())) {
      if (this.stopped) return;
      await this.queue.add(job, payload);
    }
  }
}
