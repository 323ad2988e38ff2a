import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { connect, type Connection } from '@satsuma/database';
import { InjectConfig } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { ambientDatabase } from './unit-of-work.ts';

const CONNECTION = Symbol('Connection');
const DATABASE = Symbol('Database');

/** The pool itself, for raw statements and streams; it never joins a transaction around the caller. */
export const InjectConnection = (): ParameterDecorator => Inject(CONNECTION);

/** The database as services use it: inside a unit of work it is that transaction. */
export const InjectDatabase = (): ParameterDecorator => Inject(DATABASE);

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
