import { sql } from 'drizzle-orm';
import { evaluatePlan, mentionsOf, planRule, type CheckedRule } from '@satsuma/segment-engine';
import { readCatalog } from '../catalog/index.ts';
import type { Executor } from '../client/client.ts';
import { personFacts } from '../persons/persons.repository.ts';
import { shareMemberships } from './membership-lock.ts';

/**
 * Brings all memberships of one person in line with what is known of them at `now`, in the transaction that changed it. Segments
 * whose people were never found are left to their build.
 */
export async function settleMemberships(
  tx: Executor,
  workspaceId: number,
  personId: number,
  now: Date,
): Promise<void> {
  await tx.execute(shareMemberships(workspaceId));
  const { catalog, timeZone } = await readCatalog(tx, workspaceId);
  const rules = [...catalog.segments.values()];
  const names = new Set(rules.flatMap(({ rule }) => [...mentionsOf(rule).events.keys()]));
  const eventIds = [...names].flatMap((name) => catalog.events.get(name)?.id ?? []);
  const [person] = await personFacts(tx, workspaceId, [personId], eventIds);
  if (person === undefined) return;
  const context = { catalog, timeZone, now: now.getTime() };
  const wanted = rules
    .filter(({ rule }) => evaluatePlan(planRule(rule as CheckedRule, context), person))
    .map(({ id }) => id);
  await applyDifference(tx, { workspaceId, personId, now, wanted: `{${wanted.join(',')}}` });
}

interface Wanted {
  readonly workspaceId: number;
  readonly personId: number;
  readonly now: Date;
  /** Ids of segments as an array literal. */
  readonly wanted: string;
}

async function applyDifference(tx: Executor, { workspaceId, personId, now, wanted }: Wanted): Promise<void> {
  // In the order of ids, like everybody who takes several of these rows, so that nobody waits in a circle.
  await tx.execute(sql`
    select from segments s where s.workspace_id = ${workspaceId} and s.built_rule_version > 0 and (s.id = any(${wanted}::bigint[])) <> exists (
      select from memberships m where m.workspace_id = ${workspaceId} and m.segment_id = s.id and m.person_id = ${personId})
    order by s.id for no key update`);
  await tx.execute(sql`
    with gone as (
      delete from memberships m using segments s
      where m.workspace_id = ${workspaceId} and m.person_id = ${personId} and m.segment_id <> all(${wanted}::bigint[])
        and s.workspace_id = ${workspaceId} and s.id = m.segment_id and s.built_rule_version > 0
      returning m.segment_id
    ), entered as (
      insert into memberships (workspace_id, segment_id, person_id, since)
      select ${workspaceId}::int, s.id, ${personId}::bigint, ${now.toISOString()}::timestamptz
      from segments s where s.workspace_id = ${workspaceId} and s.built_rule_version > 0 and s.id = any(${wanted}::bigint[])
      on conflict do nothing returning segment_id
    ), change as (
      select segment_id, -1 as people from gone union all select segment_id, 1 from entered
    )
    update segments s set size = s.size + change.people from change
    where s.workspace_id = ${workspaceId} and s.id = change.segment_id`);
}
