import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock, ClockModule } from './clock/clock.ts';
import { ConfigModule } from './config/config.module.ts';
import type { Config } from './config/config.ts';
import { DatabaseModule } from './database/database.module.ts';
import { LoggingModule } from './logging/logging.module.ts';
import { MetricsModule } from './metrics/metrics.module.ts';
import { QueueModule } from './queue/queue.module.ts';

/** Everything that a process of the house stands on; its providers can be injected anywhere. */
@Module({})
export class RuntimeModule {
  static with(config: Config, logger: Logger, clock = new Clock()): DynamicModule {
    return {
      module: RuntimeModule,
      imports: [
        ConfigModule.with(config),
        LoggingModule.with(logger),
        ClockModule.with(clock),
        MetricsModule,
        DatabaseModule,
        QueueModule,
      ],
    };
  }
}
