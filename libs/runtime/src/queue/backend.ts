import {
  Queue,
  Worker,
  createPostgresBackend,
  withBackend,
  type Processor,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import type { Job } from '@satsuma/jobs';
import type { Config } from '../config/config.ts';

/** What the house needs of a queue; both backends give it. */
export type JobSink = Pick<Queue, 'add' | 'close' | 'on' | 'getJobCounts'>;
export type JobSource = Pick<Worker, 'close' | 'on' | 'run'>;

export type JobSourceOptions = Omit<WorkerOptions, 'connection'>;

const onPostgres = withBackend(createPostgresBackend);

/** Connections of one queue to Postgres; a worker also keeps one that listens. */
const POOL = 2;

/** Opens the queue of a job on the backend of the process: Redis when it has an address, else the database. */
export function openSink(config: Config, job: Job): JobSink {
  if (config.redisUrl !== null) return new Queue(job.name, { connection: redis(config.redisUrl) });
  return new onPostgres.Queue(job.name, { connection: postgres(config, POOL) }) as unknown as JobSink;
}

/** Opens what takes jobs from their queue; it starts with `run`. */
export function openSource(
  config: Config,
  job: Job,
  processor: Processor,
  options: JobSourceOptions = {},
): JobSource {
  const settings = { concurrency: job.concurrency, autorun: false, ...options };
  if (config.redisUrl !== null) {
    return new Worker(job.name, processor, { connection: redis(config.redisUrl), ...settings });
  }
  const connection = postgres(config, POOL + job.concurrency);
  return new onPostgres.Worker(job.name, processor, { connection, ...settings }) as unknown as JobSource;
}

const postgres = (config: Config, max: number) => ({
  connectionString: config.databaseUrl,
  application_name: config.processName,
  migrate: true,
  max,
});

const redis = (url: string): Redis => new Redis(url, { maxRetriesPerRequest: null });
