import { clearRemovals, clearRemovedSegments, workspacesToClear, type Database } from '@satsuma/database';
import { clearRemovals as clearRemovalsJob, type PayloadOf } from '@satsuma/jobs';
import { InjectDatabase } from '@satsuma/runtime';
import { Processes, type JobContext, type Processor } from '../runtime/index.ts';

type Payload = PayloadOf<typeof clearRemovalsJob>;

/** Clears away what lies around of deleted attributes, events and segments. */
@Processes(clearRemovalsJob)
export class ClearRemovalsProcessor implements Processor<typeof clearRemovalsJob> {
  constructor(@InjectDatabase() private readonly db: Database) {}

  async run({ workspaceId }: Payload, { signal }: JobContext): Promise<void> {
    await clearRemovals(this.db, workspaceId, { signal });
    await clearRemovedSegments(this.db, workspaceId, { signal });
  }

  async unfinished(): Promise<readonly Payload[]> {
    return (await workspacesToClear(this.db)).map((workspaceId) => ({ workspaceId }));
  }
}
