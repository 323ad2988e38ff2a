import { Injectable } from '@nestjs/common';
import { apiKeyExists, type Database } from '@satsuma/database';
import { InjectDatabase } from '@satsuma/runtime';
import { Subject, idOf, type Caller, type PathSubject } from '../http/index.ts';

@Injectable()
@Subject('/v1/api-keys/{id}')
export class ApiKeySubject implements PathSubject {
  constructor(@InjectDatabase() private readonly db: Database) {}

  async exists({ workspaceId }: Caller, { id }: Readonly<Record<string, string>>): Promise<boolean> {
    return apiKeyExists(this.db, workspaceId, idOf(id ?? '', 'API key'));
  }
}
