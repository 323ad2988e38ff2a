import { Injectable } from '@nestjs/common';
import { readWorkspace, type Database } from '@satsuma/database';
import { InjectDatabase } from '@satsuma/runtime';
import { Subject, idOf, type Caller, type PathSubject } from '../http/index.ts';
import { LARGEST_WORKSPACE_ID } from './workspaces.service.ts';

@Injectable()
@Subject('/v1/workspaces/{id}')
export class WorkspaceSubject implements PathSubject {
  constructor(@InjectDatabase() private readonly db: Database) {}

  /** Only the instance key comes here, and it may know all workspaces. */
  async exists(_: Caller, { id }: Readonly<Record<string, string>>): Promise<boolean> {
    return (await readWorkspace(this.db, idOf(id ?? '', 'workspace', LARGEST_WORKSPACE_ID))) !== null;
  }
}
