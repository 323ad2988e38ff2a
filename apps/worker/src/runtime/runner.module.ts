import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobRunner } from './job-runner.ts';
import { Processors } from './processors.ts';
import { SlowPoll } from './slow-poll.ts';

@Module({ imports: [DiscoveryModule], providers: [Processors, JobRunner, SlowPoll] })
export class RunnerModule {}
