import { and, asc, eq } from 'drizzle-orm';
import type { Executor } from '../client/client.ts';
import { segmentMentions, segments } from '../schema/index.ts';

/** Segments whose rule mentions an attribute or an event, by name. */
export async function segmentsMentioning(
  tx: Executor,
  workspaceId: number,
  kind: 'attribute' | 'event',
  id: number,
): Promise<{ id: number; name: string }[]> {
  return tx
    .select({ id: segments.id, name: segments.name })
    .from(segmentMentions)
    .innerJoin(
      segments,
      and(eq(segments.workspaceId, segmentMentions.workspaceId), eq(segments.id, segmentMentions.segmentId)),
    )
    .where(
      and(
        eq(segmentMentions.workspaceId, workspaceId),
        eq(segmentMentions.kind, kind),
        eq(segmentMentions.mentionedId, id),
      ),
    )
    .orderBy(asc(segments.nameFolded));
}
