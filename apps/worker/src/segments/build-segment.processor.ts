import { SEGMENTS_PER_LOOK, buildMembership, segmentsToBuild, type Connection } from '@satsuma/database';
import { buildSegment, type PayloadOf } from '@satsuma/jobs';
import { InjectConnection, InjectLogger } from '@satsuma/runtime';
import type { Logger } from 'pino';
import { Processes, type JobContext, type Processor } from '../runtime/index.ts';

type Payload = PayloadOf<typeof buildSegment>;

/** Pause in milliseconds before builds that failed are tried again beyond the attempts of their job. */
const SECOND_CHANCE = 600_000;

/** Brings the people of a segment in line with its rule. */
@Processes(buildSegment)
export class BuildSegmentProcessor implements Processor<typeof buildSegment> {
  private retriedAt = Number.NEGATIVE_INFINITY;
  /** Id of the segment up to which second chances were given in this round. */
  private retriedUpTo = 0;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async run({ workspaceId, segmentId }: Payload, { signal, now }: JobContext): Promise<void> {
    for (;;) {
      const start = performance.now();
      const outcome = await buildMembership(this.connection, workspaceId, segmentId, { now: now(), signal });
      const ms = Math.round(performance.now() - start);
      this.logger.debug({ workspaceId, segmentId, outcome, ms }, 'segment build ended');
      if (outcome !== 'superseded') return;
    }
  }

  async unfinished(now: Date): Promise<readonly Payload[]> {
    const building = await segmentsToBuild(this.connection.db, 'building');
    if (now.getTime() - this.retriedAt < SECOND_CHANCE) return building;
    this.retriedAt = now.getTime();
    return [...building, ...(await this.nextFailed())];
  }

  /** Goes round: segments that fail for ever do not keep later ones from their turn. */
  private async nextFailed(): Promise<readonly Payload[]> {
    const failed = await segmentsToBuild(this.connection.db, 'failed', this.retriedUpTo);
    const more = failed.length === SEGMENTS_PER_LOOK;
    this.retriedUpTo = (more ? failed.at(-1)?.segmentId : undefined) ?? 0;
    return failed;
  }
}
