import { Inject, Injectable } from '@nestjs/common';
import { InjectLogger, Metrics } from '@satsuma/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** Counts and times what was answered. */
@Injectable()
export class Traffic {
  private readonly seconds;

  constructor(
    @Inject(Metrics) metrics: Metrics,
    @InjectLogger() private readonly logger: Logger,
  ) {
    this.seconds = metrics.histogram('satsuma_request_seconds', 'Time from a request to its whole reply', [
      'endpoint',
      'status',
    ]);
  }

  note(request: FastifyRequest, reply: FastifyReply): void {
    const endpoint = request.routeOptions.config.endpoint?.id ?? 'none';
    const { statusCode: status, elapsedTime } = reply;
    this.seconds.observe({ endpoint, status: String(status) }, elapsedTime / 1000);
    const { id: requestId, method } = request;
    const actor = request.state?.caller?.actor;
    this.logger.debug(
      { requestId, method, endpoint, status, actor, ms: Math.round(elapsedTime) },
      'answered',
    );
  }
}
