import { Injectable } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { JOBS, type Job } from '@satsuma/jobs';
import { PROCESSES, type Processor } from './processor.ts';

/** The processors of the application, one for every job. */
@Injectable()
export class Processors {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** Every job with the one that works on it. Throws when a job has no processor or two. */
  all(jobs: readonly Job[] = JOBS): ReadonlyMap<Job, Processor> {
    const found = new Map<Job, Processor>();
    for (const { metatype, instance } of this.discovery.getProviders()) {
      const job = metatype === null ? undefined : this.jobOf(metatype);
      if (job === undefined) continue;
      if (found.has(job)) throw new Error(`The job ${job.name} has two processors.`);
      found.set(job, instance as Processor);
    }
    const missing = jobs.filter((job) => !found.has(job)).map(({ name }) => name);
    if (missing.length > 0) throw new Error(`No processor works on ${missing.join(', ')}.`);
    return found;
  }

  private jobOf(metatype: unknown): Job | undefined {
    if (typeof metatype !== 'function') return undefined;
    return this.reflector.get<Job | undefined>(PROCESSES, metatype);
  }
}
