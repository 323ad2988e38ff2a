import { Module, type DynamicModule } from '@nestjs/common';
import { RuntimeModule, type Clock, type Config } from '@satsuma/runtime';
import type { Logger } from 'pino';
import { AccessModule } from './access/access.module.ts';
import { CatalogModule } from './catalog/catalog.module.ts';
import { EventsModule } from './events/events.module.ts';
import { HttpModule } from './http/http.module.ts';
import { ImportsModule } from './imports/imports.module.ts';
import { PersonsModule } from './persons/persons.module.ts';
import { SegmentsModule } from './segments/segments.module.ts';
import { WorkspacesModule } from './workspaces/workspaces.module.ts';

export interface AppOptions {
  readonly clock: Clock | undefined;
  readonly checkReplies: boolean;
}

/** The API: one module for each noun. */
@Module({
  imports: [
    AccessModule,
    WorkspacesModule,
    CatalogModule,
    PersonsModule,
    EventsModule,
    ImportsModule,
    SegmentsModule,
  ],
})
export class AppModule {
  static with(config: Config, logger: Logger, { clock, checkReplies }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [RuntimeModule.with(config, logger, clock), HttpModule.with(checkReplies)],
    };
  }
}
