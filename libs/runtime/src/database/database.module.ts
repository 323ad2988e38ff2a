import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { connect, type Connection } from '@satsuma/database';
import { InjectConfig } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { CONNECTION, DATABASE } from './connection.ts';
import { DatabaseCheck } from './database-check.ts';
import { ambientDatabase } from './unit-of-work.ts';

/** Closes the pool when everything else has ended. */
class ClosingConnection implements OnApplicationShutdown {
  readonly connection: Connection;

  constructor(@InjectConfig() config: Config) {
    this.connection = connect(config.databaseUrl, { max: config.databasePool, name: config.processName });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }
}

@Global()
@Module({
  providers: [
    ClosingConnection,
    DatabaseCheck,
    {
      provide: CONNECTION,
      useFactory: ({ connection }: ClosingConnection) => connection,
      inject: [ClosingConnection],
    },
    {
      provide: DATABASE,
      useFactory: ({ connection }: ClosingConnection) => ambientDatabase(connection.db),
      inject: [ClosingConnection],
    },
  ],
  exports: [CONNECTION, DATABASE],
})
export class DatabaseModule {}
