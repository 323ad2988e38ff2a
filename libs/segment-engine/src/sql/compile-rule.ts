import { sql, type SQL } from 'drizzle-orm';
import type { CheckedRule } from '../check/check-rule.ts';
import type { GroupPlan, Plan } from '../normalize/plan.ts';
import { planRule, type PlanContext } from '../normalize/plan-rule.ts';
import { joinWith, type SqlContext } from './context.ts';
import { Leaves, type Truth } from './leaves.ts';

export interface CompileContext extends PlanContext, SqlContext {}

/** A rule as statements over the tables of people and events. Each is one statement and needs nothing else. */
export interface CompiledRule {
  /** `select person_id …`: everybody who meets the rule. */
  members(): SQL;
  /** One row: `count`. */
  count(): SQL;
  /**
   * One row: `count` of the rule, `conditions` (an array with the count of every node but the root, each alone over
   * everybody, in the order of `paths`), `sample` (ids of up to `sampleSize` members).
   */
  counts(sampleSize: number): SQL;
  /** JSON pointers of every node but the root. */
  readonly paths: readonly string[];
}

export function compileRule(rule: CheckedRule, context: CompileContext): CompiledRule {
  return compilePlan(planRule(rule, context), context);
}

export function compilePlan(plan: GroupPlan, context: SqlContext): CompiledRule {
  const leaves = new Leaves(context);
  const root = leaves.truth(plan);
  const nodes = nodesBelow(plan);
  const truths = nodes.map((node) => leaves.truth(node));
  return {
    paths: nodes.map(({ path }) => path),
    members: () => leaves.members(root),
    count: () => leaves.count(root),
    counts: (sampleSize) => countsSql(leaves, root, truths, sampleSize),
  };
}

/** Every group and condition but the root, in the order of the rule; another segment's rule has no paths here. */
function nodesBelow(plan: Plan): Plan[] {
  return plan.kind === 'group' ? plan.children.flatMap((child) => [child, ...nodesBelow(child)]) : [];
}

/**
 * People are put together by what the leaves say of them, so that every leaf is looked at once a person and all counts are
 * sums over a few groups; grouping, unlike a fence, can run on several processors.
 */
function countsSql(leaves: Leaves, root: Truth, nodes: readonly Truth[], sampleSize: number): SQL {
  const counts = joinWith(
    nodes.map((node) => leaves.countAmongGroups(node)),
    sql`, `,
  );
  const conditions = nodes.length === 0 ? sql`array[]::bigint[]` : sql`array[${counts}]`;
  const sample =
    sampleSize === 0
      ? sql`array[]::bigint[]`
      : leaves.groupsHold(root)
        ? sql`array(select id from people, unnest(people.ids) as id where ${root.byName} limit ${sampleSize}::int)`
        : sql`array(${leaves.members(root)} limit ${sampleSize}::int)`;
  return sql`with people as materialized (${leaves.groups(sampleSize)}) select ${leaves.countAmongGroups(root)} as count, ${conditions} as conditions, ${sample} as sample`;
}
