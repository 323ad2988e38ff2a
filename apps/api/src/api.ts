import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError, NestLogger, type Clock, type Config } from '@satsuma/runtime';
import type { Logger } from 'pino';
import { AppModule } from './app.module.ts';
import { registerDocs } from './docs/docs.ts';
import { EndpointCoverage } from './http/endpoint-coverage.ts';
import { createAdapter, prepareFastify } from './http/fastify.ts';
import { Subjects } from './http/subjects.ts';
import { registerWeb } from './web/web.ts';

export interface ApiOptions {
  /** Another clock, for tests. */
  readonly clock?: Clock;
  /** True: a reply that is not as the contract says is an error. For tests. */
  readonly checkReplies?: boolean;
  /** Folder of the built web app; that of this repository when absent. */
  readonly webFolder?: string;
}

/** Makes the whole API; it listens after `listen`. Throws when controllers and contract do not fit. */
export async function createApi(
  config: Config,
  logger: Logger,
  { clock, checkReplies = false, webFolder }: ApiOptions = {},
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, logger, { clock, checkReplies }),
    createAdapter(config),
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  app.get(EndpointCoverage).require();
  app.get(Subjects).collect();
  prepareFastify(app);
  const fastify = app.getHttpAdapter().getInstance();
  await registerDocs(fastify);
  await registerWeb(fastify, webFolder);
  await app.init();
  return app;
}

/** Listens, and says a taken port in words. */
export async function listen(app: NestFastifyApplication, { host, port }: Config): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new ConfigError([`Port ${port} is taken; set PORT to a free one.`]);
    if (code === 'EACCES')
      throw new ConfigError([`Port ${port} may not be used by this user; set PORT to a higher one.`]);
    if (code === 'EADDRNOTAVAIL') throw new ConfigError([`HOST ${host} is no address of this machine.`]);
    throw error;
  }
}
