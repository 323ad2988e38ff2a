import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { clearExpiredReplies, clearExpiredSessions, type Database } from '@satsuma/database';
import { Clock, InjectDatabase, InjectLogger } from '@satsuma/runtime';
import type { Logger } from 'pino';

const EVERY_MS = 10 * 60_000;

/** Clears away sessions and kept replies whose time is over. Nobody sees them any more; this gives their room back. */
@Injectable()
export class HouseKeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly clock: Clock,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.clear(), EVERY_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async clear(): Promise<void> {
    const now = this.clock.now();
    try {
      await clearExpiredSessions(this.db, now);
      await clearExpiredReplies(this.db, now);
    } catch (error) {
      this.logger.warn({ err: error }, 'expired sessions and replies not cleared; tried again later');
    }
  }
}
