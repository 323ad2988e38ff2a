import { createServer, type Server, type ServerResponse } from 'node:http';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Connection } from '@satsuma/database';
import type { Logger } from 'pino';
import { InjectConfig } from '../config/config.module.ts';
import { ConfigError, type Config } from '../config/config.ts';
import { InjectConnection } from '../database/connection.ts';
import { InjectLogger } from '../logging/logging.module.ts';
import { Metrics } from './metrics.ts';

/** Longest wait for the database, in milliseconds, before the process says that it is not ready. */
const PATIENCE = 2000;

/**
 * Answers `/healthz` (the process lives), `/readyz` (it can work) and `/metrics` on a port of their own, without a key:
 * that port is for the machine's operator and not for the world.
 */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: Server | null = null;
  private stopping = false;

  constructor(
    @InjectConfig() private readonly config: Config,
    @InjectConnection() private readonly connection: Connection,
    @InjectLogger() private readonly logger: Logger,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.metrics === null) return;
    const server = createServer((request, response) => void this.answer(request.url ?? '', response));
    await listen(server, this.config.metrics);
    this.server = server;
  }

  /** From here on `/readyz` says no, so that nothing new is sent to a process on its way out. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    const { server } = this;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  }

  private async answer(url: string, response: ServerResponse): Promise<void> {
    const text = (status: number, body: string, type = 'text/plain; charset=utf-8'): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    };
    try {
      if (url === '/healthz') return text(200, 'ok\n');
      if (url === '/readyz') return (await this.isReady()) ? text(200, 'ready\n') : text(503, 'not ready\n');
      if (url !== '/metrics') return text(404, 'not found\n');
      text(200, await this.metrics.registry.metrics(), this.metrics.registry.contentType);
    } catch (error) {
      this.logger.error({ err: error }, 'metrics could not be collected');
      text(500, 'failed\n');
    }
  }

  private async isReady(): Promise<boolean> {
    if (this.stopping) return false;
    const late = new Promise<boolean>((done) => setTimeout(done, PATIENCE, false).unref());
    const asked = this.connection.sql`select 1`.then(
      () => true,
      () => false,
    );
    return Promise.race([asked, late]);
  }
}

/** Listens, and says a taken or forbidden port in words. */
function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new ConfigError([
              `Port ${port} for metrics is taken; set METRICS_PORT to a free one, or to off for none.`,
            ])
          : error,
      ),
    );
    server.listen(port, host, () => resolve());
  });
}
