import { Module, type DynamicModule } from '@nestjs/common';
import { RuntimeModule, type Config } from '@satsuma/runtime';
import type { Logger } from 'pino';
import { CatalogModule } from './catalog/catalog.module.ts';
import { ImportsModule } from './imports/imports.module.ts';
import { RunnerModule } from './runtime/index.ts';
import { SegmentsModule } from './segments/segments.module.ts';

/** The worker: one module for each noun. */
@Module({ imports: [SegmentsModule, CatalogModule, ImportsModule, RunnerModule] })
export class WorkerModule {
  static with(config: Config, logger: Logger): DynamicModule {
    return { module: WorkerModule, imports: [RuntimeModule.with(config, logger)] };
  }
}
