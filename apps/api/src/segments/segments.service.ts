import { Injectable } from '@nestjs/common';
import {
  REQUEST_LIMITS,
  type BodyOf,
  type QueryOf,
  type bulkDeleteSegments,
  type createSegment as CreateSegment,
  type listSegments as ListSegments,
  type replaceSegment,
  type updateSegment as UpdateSegment,
} from '@satsuma/contracts';
import {
  createSegment,
  deleteSegment,
  deleteSegments,
  duplicateSegment,
  listSegments,
  readSegment,
  updateSegment,
  SegmentError,
  type ChangeContext,
  type Database,
  type SegmentChange,
  type SegmentRecord,
} from '@satsuma/database';
import { buildSegment, clearRemovals } from '@satsuma/jobs';
import { Clock, InjectDatabase, JobQueue } from '@satsuma/runtime';
import { ProblemError, withEtag, type AnswerOf, type Caller } from '../http/index.ts';
import { itemProblemOf, orProblem } from './segment-problem.ts';

type Change = BodyOf<typeof replaceSegment> | BodyOf<typeof UpdateSegment>;

/** Segments as things to make, change and delete. Whoever changed a rule is answered before its people are found. */
@Injectable()
export class SegmentsService {
  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  list({ workspaceId }: Caller, query: QueryOf<typeof ListSegments>): Promise<AnswerOf<typeof ListSegments>> {
    return orProblem(listSegments(this.db, workspaceId, query));
  }

  async read({ workspaceId }: Caller, id: number) {
    return tagged(await orProblem(readSegment(this.db, workspaceId, id)));
  }

  async create(caller: Caller, { description = '', ...content }: BodyOf<typeof CreateSegment>) {
    const context = this.contextOf(caller);
    return this.changed(
      caller,
      createSegment(this.db, caller.workspaceId, { ...content, description }, context),
    );
  }

  async duplicate(caller: Caller, id: number, name: string | undefined) {
    const context = { ...this.contextOf(caller), name };
    return this.changed(caller, duplicateSegment(this.db, caller.workspaceId, id, context));
  }

  async change(caller: Caller, id: number, change: Change, ifMatch: number | null) {
    const context = { ...this.contextOf(caller), ifMatch };
    return this.changed(caller, updateSegment(this.db, caller.workspaceId, id, given(change), context));
  }

  async delete(caller: Caller, id: number, ifMatch: number | null): Promise<void> {
    const { workspaceId } = caller;
    await orProblem(deleteSegment(this.db, workspaceId, id, { ...this.contextOf(caller), ifMatch }));
    await this.queue.add(clearRemovals, { workspaceId });
  }

  async deleteMany(caller: Caller, ids: readonly number[]): Promise<AnswerOf<typeof bulkDeleteSegments>> {
    if (ids.length > REQUEST_LIMITS.bulkDeleteIds) throw tooManyIds();
    const { workspaceId } = caller;
    const removals = await orProblem(deleteSegments(this.db, workspaceId, ids, this.contextOf(caller)));
    await this.queue.add(clearRemovals, { workspaceId });
    return {
      results: ids.map((id) => {
        const error = removals.get(id) ?? null;
        if (error === null) return { id, status: 'deleted' as const };
        return { id, status: 'failed' as const, error: itemProblemOf(error) };
      }),
    };
  }

  /** Whether the workspace has the segment. */
  async exists({ workspaceId }: Caller, id: number): Promise<boolean> {
    try {
      await readSegment(this.db, workspaceId, id);
      return true;
    } catch (error) {
      if (error instanceof SegmentError) return false;
      throw error;
    }
  }

  private contextOf({ actor }: Caller): ChangeContext {
    return { actor, now: this.clock.now() };
  }

  private async changed({ workspaceId }: Caller, work: Promise<SegmentChange>) {
    const { segment, rebuild } = await orProblem(work);
    for (const segmentId of rebuild.slice(0, WOKEN)) {
      await this.queue.add(buildSegment, { workspaceId, segmentId });
    }
    return tagged(segment);
  }
}

/** How many builds a change tells the worker of; it finds the others by itself. */
const WOKEN = 50;

const tagged = (segment: SegmentRecord) => withEtag(segment, segment.version);

/** What is really there of a change; a key without a value is none. */
function given(change: Change): Partial<{ name: string; description: string; rule: unknown }> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function tooManyIds(): ProblemError {
  const message = `has more than ${REQUEST_LIMITS.bulkDeleteIds} ids`;
  return new ProblemError(
    'limit.exceeded',
    `At most ${REQUEST_LIMITS.bulkDeleteIds} segments can be deleted at once.`,
    {
      issues: [{ code: 'limit.exceeded', path: '/ids', message }],
    },
  );
}
