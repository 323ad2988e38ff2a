import { sql } from 'drizzle-orm';
import {
  LIMITS,
  mentionsOf,
  type Catalog,
  type CheckedRule,
  type RuleIssue,
  type RuleNode,
} from '@satsuma/segment-engine';
import type { Executor } from '../client/client.ts';
import { segmentMentions } from '../schema/index.ts';

type MentionRow = typeof segmentMentions.$inferInsert;

/** What a rule mentions, as rows. What every person has beside attributes has no id and cannot be deleted. */
function mentionRows(
  workspaceId: number,
  segmentId: number,
  rule: CheckedRule,
  { attributes, events }: Catalog,
): MentionRow[] {
  const mentions = mentionsOf(rule);
  const row = (kind: MentionRow['kind'], mentionedId: number): MentionRow => ({
    workspaceId,
    segmentId,
    kind,
    mentionedId,
  });
  const rows = [...mentions.segments].map((id) => row('segment', id));
  for (const name of mentions.attributes) {
    const source = attributes.get(name)?.source;
    if (source?.kind === 'facts' && /^\d+$/.test(source.key)) rows.push(row('attribute', Number(source.key)));
  }
  for (const [name, properties] of mentions.events) {
    const definition = events.get(name);
    if (definition === undefined) continue;
    rows.push(row('event', definition.id));
    for (const property of properties) {
      const key = definition.properties.get(property)?.key;
      if (key !== undefined) rows.push(row('property', Number(key)));
    }
  }
  return rows;
}

/** Writes down what the rule of a segment mentions, in place of what it mentioned before. */
export async function replaceMentions(
  tx: Executor,
  workspaceId: number,
  segmentId: number,
  rule: CheckedRule,
  catalog: Catalog,
): Promise<void> {
  await tx.execute(
    sql`delete from segment_mentions where workspace_id = ${workspaceId} and segment_id = ${segmentId}`,
  );
  const rows = mentionRows(workspaceId, segmentId, rule, catalog);
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

/** Issues for every mention that makes a chain from above too long. Chains that begin at the rule itself are left to the check. */
export function chainIssues(rule: CheckedRule, catalog: Catalog, { height }: Above): RuleIssue[] {
  if (height === 0) return [];
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
