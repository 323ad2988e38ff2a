import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import { segmentMentions, segments } from '../schema/index.ts';
import { SegmentError } from './segment-error.ts';

export interface NamedSegment {
  readonly id: number;
  readonly name: string;
}

/** Everything that depends on a segment, in every state. */
export interface SegmentUsage {
  /** True while something running depends on it: it cannot be changed then. */
  readonly inUse: boolean;
  readonly journeys: {
    readonly id: number;
    readonly name: string;
    readonly status: string;
    readonly as: ('entry' | 'exclusion' | 'branch' | 'exit')[];
    readonly via: NamedSegment[];
  }[];
  readonly broadcasts: {
    readonly id: number;
    readonly name: string;
    readonly status: string;
    readonly as: 'included' | 'excluded';
  }[];
  /** Segments whose rules mention it. */
  readonly segments: NamedSegment[];
}

const UNUSED: SegmentUsage = { inUse: false, journeys: [], broadcasts: [], segments: [] };

/**
 * Who depends on segments, by the id of the segment. The one place that knows every kind of consumer: a new kind joins here
 * and is refused everywhere. Call it with the workspace locked when a change hangs on the answer.
 */
export async function usageOfSegments(
  db: Executor,
  workspaceId: number,
  segmentIds: readonly number[],
): Promise<ReadonlyMap<number, SegmentUsage>> {
  const rows = await db
    .select({ mentioned: segmentMentions.mentionedId, id: segments.id, name: segments.name })
    .from(segmentMentions)
    .innerJoin(segments, eq(segments.id, segmentMentions.segmentId))
    .where(
      and(
        eq(segmentMentions.workspaceId, workspaceId),
        eq(segmentMentions.kind, 'segment'),
        inArray(segmentMentions.mentionedId, [...segmentIds]),
      ),
    )
    .orderBy(asc(segments.id));
  const usage = new Map<number, SegmentUsage>(segmentIds.map((id) => [id, UNUSED]));
  for (const { mentioned, ...segment } of rows) {
    const known = usage.get(mentioned) ?? UNUSED;
    usage.set(mentioned, { ...known, segments: [...known.segments, segment] });
  }
  return usage;
}

/** Why a segment with this usage cannot be changed now; null when it can. */
export function refusesChange(usage: SegmentUsage): SegmentError | null {
  if (!usage.inUse) return null;
  return new SegmentError(
    'segment.in_use',
    `The segment is used by ${names(usage.journeys)}. Pause or stop what uses it, or change a duplicate.`,
    { usage },
  );
}

/** Why a segment with this usage cannot be deleted; null when it can. `together` are deleted with it and do not count. */
export function refusesRemoval(
  usage: SegmentUsage,
  together: ReadonlySet<number> = new Set(),
): SegmentError | null {
  const segments = usage.segments.filter(({ id }) => !together.has(id));
  const consumers = [
    ...usage.journeys.filter(({ status }) => ['active', 'finishing', 'paused'].includes(status)),
    ...usage.broadcasts.filter(({ status }) => ['scheduled', 'sending'].includes(status)),
    ...segments,
  ];
  if (consumers.length === 0) return null;
  return new SegmentError(
    'segment.in_use',
    `The segment is used by ${names(consumers)}. Take it out of what uses it first.`,
    { usage: { ...usage, segments } },
  );
}

function names(consumers: readonly NamedSegment[]): string {
  const shown = consumers.slice(0, 3).map(({ name }) => `“${name}”`);
  const more = consumers.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
