import type { z } from 'zod';

export interface JobShape<S extends z.ZodType = z.ZodType> {
  /** Name of the queue and of the job in it. */
  readonly name: string;
  readonly payload: S;
  /** Two jobs with the same key are one while the first waits. The row is the truth; the job only says where to look. */
  readonly key: (payload: z.output<S>) => string;
  readonly attempts: number;
  /** First pause before another attempt in milliseconds; it doubles every time. */
  readonly backoff: number;
  /** How many of these one worker process runs at a time. */
  readonly concurrency: number;
}

export type Job<S extends z.ZodType = z.ZodType> = Readonly<JobShape<S>>;
export type PayloadOf<J> = J extends Job<infer S> ? z.output<S> : never;

export function defineJob<S extends z.ZodType>(shape: JobShape<S>): Job<S> {
  return Object.freeze(shape);
}
