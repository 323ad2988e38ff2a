import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { NestLogger, createLogger, failStart, readConfig, stopOnSignals } from '@satsuma/runtime';
import { WorkerModule } from './worker.module.ts';

try {
  const config = readConfig('satsuma-worker', process.env);
  const logger = createLogger(config);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config, logger), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  stopOnSignals(() => app.close());
  logger.info('worker runs');
} catch (error) {
  failStart(error);
}
