import 'reflect-metadata';
import { createLogger, failStart, readConfig, stopOnSignals } from '@satsuma/runtime';
import { createApi, listen } from './api.ts';

try {
  const config = readConfig('satsuma-api', process.env);
  const logger = createLogger(config);
  const app = await createApi(config, logger);
  stopOnSignals(() => app.close());
  await listen(app, config);
  logger.info({ port: config.port }, 'API listens');
} catch (error) {
  failStart(error);
}
