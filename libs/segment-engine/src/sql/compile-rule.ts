import { sql, type SQL } from 'drizzle-orm';
import type { CheckedRule } from '../check/check-rule.ts';
import type { EventPlan, GroupPlan, Plan } from '../normalize/plan.ts';
import { planRule, type PlanContext } from '../normalize/plan-rule.ts';
import { amongPeople, joinWith, type SqlContext } from './context.ts';
import { eventPeople, type PeopleSet } from './events.ts';
import { anyValueSql, matchSql, valueSql, type Place } from './value.ts';

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
    counts: (sampleSize) => leaves.counts(root, truths, sampleSize),
  };
}

/** Every group and condition but the root, in the order of the rule; another segment's rule has no paths here. */
function nodesBelow(plan: Plan): Plan[] {
  return plan.kind === 'group' ? plan.children.flatMap((child) => [child, ...nodesBelow(child)]) : [];
}

/** A truth as an expression over the columns of the leaves, and what it is for somebody whom no leaf has. */
interface Truth {
  readonly expression: SQL;
  /** Null where it depends on attributes. */
  readonly unseen: boolean | null;
}

/** The leaves of one rule, each computed once however often the rule says it. */
class Leaves {
  private readonly context: SqlContext;
  private readonly joins = new Map<string, { readonly name: SQL; readonly set: PeopleSet }>();
  private readonly columns = new Map<string, { readonly name: SQL; readonly expression: SQL }>();
  private readsFacts = false;
  private readsPersons = false;

  constructor(context: SqlContext) {
    this.context = context;
  }

  truth(plan: Plan): Truth {
    switch (plan.kind) {
      case 'everyone':
        return { expression: sql`true`, unseen: true };
      case 'segment': {
        const inner = this.truth(plan.plan);
        return plan.negated ? turned(inner) : inner;
      }
      case 'group':
        return this.group(plan);
      case 'event':
        return this.event(plan);
      case 'attribute': {
        const place: Place =
          plan.source.kind === 'facts'
            ? { kind: 'fact', object: sql`f.facts`, key: plan.source.key }
            : { kind: 'column', column: COLUMNS[plan.source.column] };
        this.readsFacts = true;
        if (plan.source.kind === 'column' && plan.source.column === 'lastSeenAt') this.readsPersons = true;
        const { path: _, ...same } = plan;
        const condition =
          plan.multiple && place.kind === 'fact' ? anyValueSql(plan, place) : valueSql(plan, place);
        return { expression: this.column(JSON.stringify(same), condition), unseen: null };
      }
    }
  }

  private group({ match, children }: GroupPlan): Truth {
    const truths = children.map((child) => this.truth(child));
    const expression = matchSql(
      match,
      truths.map((truth) => truth.expression),
    );
    const answers = truths.map(({ unseen }) => unseen);
    if (answers.includes(null)) return { expression, unseen: null };
    return {
      expression,
      unseen: match === 'all' ? !answers.includes(false) : answers.includes(true) === (match === 'any'),
    };
  }

  private event(plan: EventPlan): Truth {
    const { path: _, ...same } = plan;
    const key = JSON.stringify(same);
    const known = this.joins.get(key) ?? {
      name: sql.raw(`e${this.joins.size + 1}`),
      set: eventPeople(plan, this.context),
    };
    this.joins.set(key, known);
    const seen = this.column(key, sql`${known.name}.person_id is not null`);
    return known.set.holds
      ? { expression: seen, unseen: false }
      : turned({ expression: seen, unseen: false });
  }

  private column(key: string, expression: SQL): SQL {
    const known = this.columns.get(key) ?? { name: sql.raw(`c${this.columns.size + 1}`), expression };
    this.columns.set(key, known);
    return known.name;
  }

  members(root: Truth): SQL {
    if (this.onlySeen(root)) {
      const single = [...this.joins.values()];
      if (single.length === 1 && single[0] !== undefined && this.isLeaf(root)) return single[0].set.select;
      return sql`select person_id from ${this.seen()} where ${root.expression}`;
    }
    return sql`select person_id from ${this.everybody()} where ${root.expression}`;
  }

  count(root: Truth): SQL {
    if (this.onlyEvents()) return sql`select ${this.countOf(root)} as count from ${this.seen()}`;
    return sql`select count(*) as count from ${this.everybody()} where ${root.expression}`;
  }

  counts(root: Truth, nodes: readonly Truth[], sampleSize: number): SQL {
    const among = this.onlyEvents() && root.unseen === false;
    const source = this.onlyEvents() ? this.seen() : this.everybody();
    const counts =
      nodes.length === 0
        ? sql`array[]::bigint[]`
        : sql`array[${joinWith(
            nodes.map((node) => this.countOf(node)),
            sql`, `,
          )}]`;
    const sample =
      among || !this.onlyEvents()
        ? sql`(array_agg(person_id) filter (where ${root.expression}))[1:${sampleSize}::int]`
        : sql`array(${sql`select person_id from ${this.everybody()} where ${root.expression} limit ${sampleSize}::int`})`;
    return sql`select ${this.countOf(root)} as count, ${counts} as conditions, ${sample} as sample from ${source}`;
  }

  /** How many people of all have a truth, when the rows at hand are only those whom a leaf has. */
  private countOf({ expression, unseen }: Truth): SQL {
    if (unseen !== true || !this.onlyEvents()) return sql`count(*) filter (where ${expression})`;
    return sql`(${this.totalPeople()} - count(*) filter (where not ${expression}))`;
  }

  private totalPeople(): SQL {
    return sql`(select count(*) from person_facts p where p.workspace_id = ${this.context.workspaceId}${amongPeople(sql`p.person_id`, this.context)})`;
  }

  private onlyEvents = (): boolean => !this.readsFacts && this.joins.size > 0;
  private onlySeen = ({ unseen }: Truth): boolean => this.onlyEvents() && unseen === false;
  private isLeaf = ({ expression }: Truth): boolean =>
    [...this.columns.values()].some(({ name }) => name === expression);

  /** A row for everybody, with a column of truth for every leaf. */
  private everybody(): SQL {
    const columns = [...this.columns.values()].map(({ name, expression }) => sql`, ${expression} as ${name}`);
    const joins = [...this.joins.values()].map(
      ({ name, set }) => sql` left join (${set.select}) ${name} on ${name}.person_id = f.person_id`,
    );
    const persons = this.readsPersons
      ? sql` join persons p on p.workspace_id = f.workspace_id and p.id = f.person_id`
      : sql``;
    return sql`(select f.person_id${joinWith(columns, sql``)} from person_facts f${persons}${joinWith(joins, sql``)} where f.workspace_id = ${this.context.workspaceId}${amongPeople(sql`f.person_id`, this.context)} offset 0) people`;
  }

  /** A row for everybody whom at least one event condition has; all others answer alike. */
  private seen(): SQL {
    const joins = [...this.joins.values()];
    const [first] = joins;
    if (joins.length === 1 && first !== undefined) {
      return sql`(select person_id, true as c1 from (${first.set.select}) ${first.name} offset 0) people`;
    }
    const columns = joins.map(
      ({ name }, index) => sql`, bool_or(leaf = ${sql.raw(String(index + 1))}) as ${this.columnOf(name)}`,
    );
    const union = joinWith(
      joins.map(
        ({ name, set }, index) =>
          sql`select ${name}.person_id, ${sql.raw(String(index + 1))} as leaf from (${set.select}) ${name}`,
      ),
      sql` union all `,
    );
    return sql`(select person_id${joinWith(columns, sql``)} from (${union}) leaves group by person_id offset 0) people`;
  }

  private columnOf(join: SQL): SQL {
    const key = [...this.joins].find(([, { name }]) => name === join)?.[0] ?? '';
    return this.columns.get(key)?.name ?? sql`missing`;
  }
}

const turned = ({ expression, unseen }: Truth): Truth => ({
  expression: sql`not ${expression}`,
  unseen: unseen === null ? null : !unseen,
});

const COLUMNS = {
  createdAt: sql`f.created_at`,
  updatedAt: sql`f.updated_at`,
  lastSeenAt: sql`p.last_seen_at`,
} as const;
