import { sql } from 'drizzle-orm';
import {
  LIMITS,
  mentionsOf,
  writtenOut,
  type Catalog,
  type CheckedRule,
  type RuleIssue,
  type RuleNode,
} from '@satsuma/segment-engine';
import type { WorkspaceCatalog } from '../catalog/index.ts';
import type { Executor } from '../client/client.ts';
import { segmentMentions } from '../schema/index.ts';

type MentionRow = typeof segmentMentions.$inferInsert;

/** What a rule mentions, as rows. What every person has beside attributes has no row and cannot be deleted. */
function mentionRows(segmentId: number, rule: CheckedRule, catalog: WorkspaceCatalog): MentionRow[] {
  const mentions = mentionsOf(rule);
  const { workspaceId } = catalog;
  const rows = (kind: MentionRow['kind'], ids: Iterable<number>): MentionRow[] =>
    Array.from(ids, (mentionedId) => ({ workspaceId, segmentId, kind, mentionedId }));
  const attributes = catalog.attributes.filter(({ name }) => mentions.attributes.has(name));
  const events = catalog.events.filter(({ name }) => mentions.events.has(name));
  const properties = events.flatMap((event) =>
    event.properties.filter(({ name }) => mentions.events.get(event.name)?.has(name)),
  );
  const id = (one: { readonly id: number }): number => one.id;
  return [
    ...rows('segment', mentions.segments),
    ...rows('attribute', attributes.map(id)),
    ...rows('event', events.map(id)),
    ...rows('property', properties.map(id)),
  ];
}

/** Writes down what the rule of a segment mentions, in place of what it mentioned before. */
export async function replaceMentions(
  tx: Executor,
  segmentId: number,
  rule: CheckedRule,
  catalog: WorkspaceCatalog,
): Promise<void> {
  await tx.execute(
    sql`delete from segment_mentions where workspace_id = ${catalog.workspaceId} and segment_id = ${segmentId}`,
  );
  const rows = mentionRows(segmentId, rule, catalog);
  if (rows.length > 0) await tx.insert(segmentMentions).values(rows);
}

export interface Above {
  /** Segments whose people depend on the segment, directly or through others. */
  readonly ids: readonly number[];
  /** Links of the longest chain of mentions that ends at the segment. */
  readonly height: number;
}

/** Which segments lead to a segment by their rules. */
export async function segmentsAbove(db: Executor, workspaceId: number, segmentId: number): Promise<Above> {
  const rows = await db.execute<{ id: number; height: number }>(sql`
    with recursive above (id, height) as (
      select ${segmentId}::bigint, 0
      union
      select m.segment_id, a.height + 1
      from above a
      join segment_mentions m on m.workspace_id = ${workspaceId} and m.kind = 'segment' and m.mentioned_id = a.id
      where a.height < ${LIMITS.mentionDepth + 1}
    )
    select id, max(height) as height from above group by id order by id`);
  return {
    ids: rows.map(({ id }) => id).filter((id) => id !== segmentId),
    height: Math.max(0, ...rows.map(({ height }) => height)),
  };
}

/**
 * What a new rule of segment `self` would do to the segments that mention it: a chain of mentions that is too long, or more
 * conditions than evaluators take. What the rule does by itself is left to the check.
 */
export function issuesAbove(
  rule: CheckedRule,
  catalog: Catalog,
  { self, above }: { readonly self: number; readonly above: Above },
): RuleIssue[] {
  if (above.ids.length === 0) return [];
  const known = catalog.segments.get(self);
  const changed: Catalog = {
    ...catalog,
    segments: new Map(catalog.segments).set(self, { id: self, name: known?.name ?? '', rule }),
  };
  const issues = chainIssues(rule, catalog, above.height);
  const sizes = new Map<number, number>();
  for (const id of above.ids) {
    const segment = catalog.segments.get(id);
    if (segment === undefined || writtenOut(segment.rule, changed, sizes) <= LIMITS.writtenOut) continue;
    const message = `With this rule, segment “${segment.name}”, which mentions this one, would come to more than ${LIMITS.writtenOut} conditions.`;
    issues.push({ code: 'rule.limit', path: '', message, suggestions: [] });
    break;
  }
  return issues;
}

/** An issue for every mention that makes a chain of `height` links above the rule too long. */
function chainIssues(rule: CheckedRule, catalog: Catalog, height: number): RuleIssue[] {
  const lengths = new Map<number, number>();
  const lengthFrom = (id: number): number => {
    const known = lengths.get(id);
    if (known !== undefined) return known;
    lengths.set(id, 0);
    const segment = catalog.segments.get(id);
    const next = segment === undefined ? [] : [...mentionsOf(segment.rule).segments];
    const length = Math.max(0, ...next.map((one) => 1 + lengthFrom(one)));
    lengths.set(id, length);
    return length;
  };
  const issues: RuleIssue[] = [];
  const visit = (node: RuleNode, path: string): void => {
    if (!('kind' in node)) {
      node.conditions.forEach((child, index) => visit(child, `${path}/conditions/${index}`));
    } else if (node.kind === 'segment' && height + 1 + lengthFrom(node.segment) > LIMITS.mentionDepth) {
      issues.push({
        code: 'rule.limit',
        path: `${path}/segment`,
        message: `Segments can mention one another at most ${LIMITS.mentionDepth} deep, and other segments mention this one.`,
        suggestions: [],
      });
    }
  };
  visit(rule, '');
  return issues;
}
