import { clearRemovedSegments, workspacesToClear, type Database } from '@satsuma/database';
import { clearRemovals, type PayloadOf } from '@satsuma/jobs';
import { InjectDatabase } from '@satsuma/runtime';
import { Processes, type JobContext, type Processor } from '../runtime/index.ts';

type Payload = PayloadOf<typeof clearRemovals>;

/** Clears away what lies around of deleted attributes, events and segments. */
@Processes(clearRemovals)
export class ClearRemovalsProcessor implements Processor<typeof clearRemovals> {
  constructor(@InjectDatabase() private readonly db: Database) {}

  async run({ workspaceId }: Payload, { signal }: JobContext): Promise<void> {
    await clearRemovedSegments(this.db, workspaceId, { signal });
  }

  async unfinished(): Promise<readonly Payload[]> {
    return (await workspacesToClear(this.db)).map((workspaceId) => ({ workspaceId }));
  }
}
