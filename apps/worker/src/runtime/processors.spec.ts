import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DiscoveryModule } from '@nestjs/core';
import { JOBS, buildSegment, type Job } from '@satsuma/jobs';
import { describe, expect, it } from 'vitest';
import { Processes, type Processor } from './processor.ts';
import { Processors } from './processors.ts';

function processorOf(job: Job): Type<Processor> {
  @Processes(job)
  class One implements Processor {
    async run(): Promise<void> {}
    async unfinished(): Promise<readonly never[]> {
      return [];
    }
  }
  return One;
}

async function processorsWith(...classes: readonly Type<Processor>[]): Promise<Processors> {
  @Module({ imports: [DiscoveryModule], providers: [Processors, ...classes] })
  class Application {}
  const app = await NestFactory.createApplicationContext(Application, { logger: false });
  return app.get(Processors);
}

describe('the processors of a worker', () => {
  it('are one for every job', async () => {
    const processors = await processorsWith(...JOBS.map(processorOf));
    expect([...processors.all().keys()].map(({ name }) => name).sort()).toEqual(
      JOBS.map(({ name }) => name).sort(),
    );
  });

  it('stop the start when a job has none', async () => {
    const processors = await processorsWith(...JOBS.slice(1).map(processorOf));
    expect(() => processors.all()).toThrow(`No processor works on ${JOBS[0].name}.`);
  });

  it('stop the start when a job has two', async () => {
    const processors = await processorsWith(...JOBS.map(processorOf), processorOf(buildSegment));
    expect(() => processors.all()).toThrow(`The job ${buildSegment.name} has two processors.`);
  });
});
