import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Connection } from '@satsuma/database';
import { ConfigError } from '../config/config.ts';
import { InjectConnection } from './connection.ts';

/** Asks the database once at the start, so that a wrong address is said then and in words. */
@Injectable()
export class DatabaseCheck implements OnApplicationBootstrap {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.connection.sql`select 1 from workspaces limit 1`;
    } catch (error) {
      const sentence = SENTENCES[(error as NodeJS.ErrnoException).code ?? ''];
      throw sentence === undefined ? error : new ConfigError([sentence]);
    }
  }
}

const SILENT = 'The database at DATABASE_URL does not answer; is it running, and is the address right?';
const REFUSED = 'The database at DATABASE_URL refuses the user or the password in it.';

/** What to do about errors of the driver and of PostgreSQL, by their code. */
const SENTENCES: Readonly<Record<string, string | undefined>> = {
  CONNECT_TIMEOUT: SILENT,
  CONNECTION_CLOSED: SILENT,
  ECONNREFUSED: SILENT,
  ECONNRESET: SILENT,
  EAI_AGAIN: SILENT,
  ENOTFOUND: SILENT,
  '28000': REFUSED,
  '28P01': REFUSED,
  '3D000': 'The database named in DATABASE_URL does not exist.',
  '42P01': 'The database at DATABASE_URL has no tables of Satsuma yet: run npm start once, which makes them.',
  '57P03': 'The database at DATABASE_URL is starting up or shutting down; try again in a moment.',
};
