import { sql, type SQL } from 'drizzle-orm';
import { isSlot } from '../catalog/slot.ts';
import type { AttributePlan, EventPlan, GroupPlan, Plan } from '../normalize/plan.ts';
import { amongPeople, joinWith, type SqlContext } from './context.ts';
import { eventPeople, type PeopleSet } from './events.ts';
import { anyValueSql, matchSql, valueSql, type Place } from './value.ts';

/** A truth about a person. */
export interface Truth {
  /** As an expression over the names of the leaves, where each is a column already. */
  readonly byName: SQL;
  /** As an expression that looks the leaves up. Only asked for once all leaves are known. */
  readonly inPlace: () => SQL;
  /** What it is for somebody whom no event condition has; null where it depends on attributes. */
  readonly unseen: boolean | null;
}

interface Leaf {
  readonly name: SQL;
  readonly look: () => SQL;
}

/** The leaves of one rule, each computed once however often the rule says it, and where people are found who meet them. */
export class Leaves {
  private readonly context: SqlContext;
  private readonly events = new Map<string, { readonly name: SQL; readonly set: PeopleSet }>();
  private readonly leaves = new Map<string, Leaf>();
  private readsAttributes = false;
  private readsFacts = false;
  private readsPersons = false;

  constructor(context: SqlContext) {
    this.context = context;
  }

  truth(plan: Plan): Truth {
    switch (plan.kind) {
      case 'everyone':
        return { byName: sql`true`, inPlace: () => sql`true`, unseen: true };
      case 'segment': {
        const inner = this.truth(plan.plan);
        return plan.negated ? turned(inner) : inner;
      }
      case 'group':
        return this.group(plan);
      case 'event':
        return this.event(plan);
      case 'attribute':
        return this.attribute(plan);
    }
  }

  private group({ match, children }: GroupPlan): Truth {
    const truths = children.map((child) => this.truth(child));
    const answers = truths.map(({ unseen }) => unseen);
    return {
      byName: matchSql(
        match,
        truths.map(({ byName }) => byName),
      ),
      inPlace: () =>
        matchSql(
          match,
          truths.map(({ inPlace }) => inPlace()),
        ),
      unseen: answers.includes(null)
        ? null
        : match === 'all'
          ? !answers.includes(false)
          : answers.includes(true) === (match === 'any'),
    };
  }

  private event(plan: EventPlan): Truth {
    const { path: _, ...same } = plan;
    const key = JSON.stringify(same);
    const known = this.events.get(key) ?? {
      name: sql.raw(`e${this.events.size + 1}`),
      set: eventPeople(plan, this.context),
    };
    this.events.set(key, known);
    const seen = this.leaf(key, () => sql`${known.name}.person_id is not null`);
    const truth: Truth = { byName: seen.name, inPlace: seen.look, unseen: false };
    return known.set.holds ? truth : turned(truth);
  }

  private attribute(plan: AttributePlan): Truth {
    const { path: _, source, ...same } = plan;
    this.readsAttributes = true;
    if (source.kind === 'column') this.readsPersons ||= source.column === 'lastSeenAt';
    else this.readsFacts ||= plan.multiple || !isSlot(source.key);
    const { name, look } = this.leaf(JSON.stringify({ ...same, source }), () => this.attributeSql(plan));
    return { byName: name, inPlace: look, unseen: null };
  }

  private attributeSql(plan: AttributePlan): SQL {
    const { source } = plan;
    if (source.kind === 'column') return valueSql(plan, COLUMNS[source.column]);
    const fact: Place = { kind: 'fact', object: sql`f.facts`, key: source.key };
    if (plan.multiple) return anyValueSql(plan, fact);
    return valueSql(
      plan,
      this.readsFacts ? fact : { kind: 'slot', column: sql`f.${sql.identifier(source.key)}` },
    );
  }

  private leaf(key: string, look: () => SQL): Leaf {
    const known = this.leaves.get(key) ?? { name: sql.raw(`c${this.leaves.size + 1}`), look };
    this.leaves.set(key, known);
    return known;
  }

  /** `select person_id …`, each person once. */
  members(root: Truth): SQL {
    if (!this.onlyEvents() || root.unseen !== false) {
      return sql`${this.eventSets()}select f.person_id from ${this.everybody()} and ${root.inPlace()}`;
    }
    const [first, ...more] = [...this.events.values()];
    const isThatLeaf = [...this.leaves.values()].some(({ name }) => name === root.byName);
    if (first !== undefined && more.length === 0 && isThatLeaf) return first.set.select;
    return sql`select person_id from ${this.seen()} where ${root.byName}`;
  }

  /** One row: `count`. */
  count(root: Truth): SQL {
    if (!this.onlyEvents())
      return sql`${this.eventSets()}select count(*) as count from ${this.everybody()} and ${root.inPlace()}`;
    if (root.unseen === false) return sql`select count(*) as count from (${this.members(root)}) members`;
    return sql`select ${this.totalPeople()} - count(*) as count from ${this.seen()} where not ${root.byName}`;
  }

  /** True when every member of a truth is in one of the groups. */
  groupsHold = ({ unseen }: Truth): boolean => !this.onlyEvents() || unseen === false;

  /** A row for everything that the leaves can say of a person: the leaves by name, `n` people, `ids` of some of them. */
  groups(sampleSize: number): SQL {
    const names = [...this.leaves.values()].map(({ name }) => name);
    const ids = sampleSize === 0 ? sql`` : sql`, (array_agg(person_id))[1:${sampleSize}::int] as ids`;
    const columns = joinWith(
      names.map((name) => sql`${name}, `),
      sql``,
    );
    const by = names.length === 0 ? sql`()` : joinWith(names, sql`, `);
    const [sets, people] = this.onlyEvents() ? [sql``, this.seen()] : [this.eventSets(), this.labelled()];
    return sql`${sets}select ${columns}count(*) as n${ids} from ${people} group by ${by}`;
  }

  /** How many people of all have a truth, as a sum over `people`, the groups. */
  countAmongGroups({ byName, unseen }: Truth): SQL {
    if (unseen === true && this.onlyEvents())
      return sql`(${this.totalPeople()} - (select coalesce(sum(n), 0) from people where not ${byName}))::bigint`;
    return sql`(select coalesce(sum(n), 0)::bigint from people where ${byName})`;
  }

  private totalPeople = (): SQL =>
    sql`(select count(*) from person_slots f where f.workspace_id = ${this.context.workspaceId}${amongPeople(sql`f.person_id`, this.context)})`;

  /** True when nobody but the people of the event conditions need be looked at. */
  private onlyEvents = (): boolean => !this.readsAttributes && this.events.size > 0;

  /** `with …` the people of every event condition: found once, however many processors then look at everybody. */
  private eventSets(): SQL {
    const sets = [...this.events.values()].map(
      ({ name, set }) => sql`${name} as materialized (${set.select})`,
    );
    return sets.length === 0 ? sql`` : sql`with ${joinWith(sets, sql`, `)} `;
  }

  /** Everybody beside the event sets, up to and including the start of a `where`. */
  private everybody(): SQL {
    const table = this.readsFacts ? sql`person_facts` : sql`person_slots`;
    const persons = this.readsPersons
      ? sql` join persons p on p.workspace_id = f.workspace_id and p.id = f.person_id`
      : sql``;
    const joins = [...this.events.values()].map(
      ({ name }) => sql` left join ${name} on ${name}.person_id = f.person_id`,
    );
    return sql`${table} f${persons}${joinWith(joins, sql``)} where f.workspace_id = ${this.context.workspaceId}${amongPeople(sql`f.person_id`, this.context)}`;
  }

  /** Everybody with a column for every leaf. */
  private labelled(): SQL {
    const columns = [...this.leaves.values()].map(({ name, look }) => sql`, ${look()} as ${name}`);
    return sql`(select f.person_id${joinWith(columns, sql``)} from ${this.everybody()}) labelled`;
  }

  /** A row for everybody whom at least one event condition has, with a column for every leaf. All others answer alike. */
  private seen(): SQL {
    const [first, ...more] = [...this.events.values()];
    if (first !== undefined && more.length === 0) {
      return sql`(select person_id, true as c1 from (${first.set.select}) ${first.name}) seen`;
    }
    const all = [...this.events.values()].map(({ set, name }, index) => ({
      set,
      name,
      mark: sql.raw(String(index + 1)),
      leaf: sql.raw(`c${index + 1}`),
    }));
    const columns = all.map(({ mark, leaf }) => sql`, bool_or(mark = ${mark}) as ${leaf}`);
    const union = all.map(
      ({ set, name, mark }) => sql`select ${name}.person_id, ${mark} as mark from (${set.select}) ${name}`,
    );
    return sql`(select person_id${joinWith(columns, sql``)} from (${joinWith(union, sql` union all `)}) marked group by person_id) seen`;
  }
}

const turned = ({ byName, inPlace, unseen }: Truth): Truth => ({
  byName: sql`not ${byName}`,
  inPlace: () => sql`not ${inPlace()}`,
  unseen: unseen === null ? null : !unseen,
});

const COLUMNS: Readonly<Record<'createdAt' | 'updatedAt' | 'lastSeenAt', Place>> = {
  createdAt: { kind: 'column', column: sql`f.created_at` },
  updatedAt: { kind: 'column', column: sql`f.updated_at` },
  lastSeenAt: { kind: 'column', column: sql`p.last_seen_at` },
};
