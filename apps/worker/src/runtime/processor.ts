import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';
import type { Job, PayloadOf } from '@satsuma/jobs';

/** Metadata key of the job that a class works on. */
export const PROCESSES = 'satsuma:processes';

export interface JobContext {
  /** Fires when the process is asked to stop: end soon, the job comes again. */
  readonly signal: AbortSignal;
  now(): Date;
}

/**
 * Works on the jobs of one kind. A job only says where to look: the row in the database is the truth, so a job may come twice,
 * late, or for something that is done already.
 */
export interface Processor<J extends Job = Job> {
  /** Throws when the job is to be tried again. */
  run(payload: PayloadOf<J>, context: JobContext): Promise<void>;
  /** Where rows say that work is waiting, whether or not a job was queued for it: what a lost job is found by. */
  unfinished(now: Date): Promise<readonly PayloadOf<J>[]>;
}

/** Makes a class the one that works on a job. */
export const Processes = (job: Job): ClassDecorator =>
  applyDecorators(Injectable(), SetMetadata(PROCESSES, job));
