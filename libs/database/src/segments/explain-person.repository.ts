import { and, eq } from 'drizzle-orm';
import {
  attributeOf,
  evaluatePlan,
  explainRule,
  measureOf,
  nodeAt,
  planRule,
  selectEvents,
  type EventFacts,
  type EventPlan,
  type PersonFacts,
  type Plan,
} from '@satsuma/segment-engine';
import { readCatalog, type WorkspaceCatalog } from '../catalog/index.ts';
import type { Executor } from '../client/client.ts';
import { personFacts, readPersons, type PersonRecord } from '../persons/index.ts';
import { memberships } from '../schema/index.ts';
import { shownEvents, type ShownEvent } from './evidence-events.repository.ts';
import { rowOf } from './segment-expectations.ts';

/** What a condition looked at. Groups and segment conditions have none. */
export interface ConditionEvidence {
  /** The stored value in the spelling that people see; null when it is missing. */
  readonly value?: unknown;
  /** How many events fell under the condition. */
  readonly count?: number;
  /** What they measure; null over nothing. */
  readonly measure?: number | null;
  /** The newest of them, at most three. */
  readonly newest?: readonly ShownEvent[];
}

export interface ExplainedCondition {
  readonly path: string;
  readonly sentence: string;
  readonly holds: boolean;
  readonly evidence: ConditionEvidence;
}

export interface Explanation {
  /** By the stored membership; the conditions are evaluated now. */
  readonly member: boolean;
  readonly since: Date | null;
  readonly conditions: readonly ExplainedCondition[];
}

/** Why a person is or is not in a segment; null without the person. Throws `not_found` without the segment. */
export async function explainPerson(
  db: Executor,
  workspaceId: number,
  segmentId: number,
  { personId, now }: { readonly personId: number; readonly now: Date },
): Promise<Explanation | null> {
  const { rule } = await rowOf(db, workspaceId, segmentId);
  const catalog = await readCatalog(db, workspaceId);
  const { timeZone } = catalog;
  const plan = planRule(rule, { catalog: catalog.catalog, timeZone, now: now.getTime() });
  const [person] = await readPersons(db, workspaceId, [personId]);
  const [facts] = await personFacts(db, workspaceId, [personId], [...eventsIn(plan)]);
  if (person === undefined || facts === undefined) return null;
  const since = await memberSince(db, workspaceId, segmentId, personId);
  const plans = new Map(plansBelow(plan).map((one) => [one.path, one]));
  const conditions: ExplainedCondition[] = [];
  for (const { path, text } of explainRule(rule, catalog.catalog, { timeZone })) {
    const one = plans.get(path);
    if (one === undefined) continue;
    const node = nodeAt(rule, path);
    const attribute = node !== undefined && 'attribute' in node ? node.attribute : undefined;
    const looked: Looked = { db, catalog, person, facts, attribute: String(attribute) };
    const evidence = await evidenceOf(one, looked);
    conditions.push({ path, sentence: text, holds: evaluatePlan(one, facts), evidence });
  }
  return { member: since !== null, since, conditions };
}

interface Looked {
  readonly db: Executor;
  readonly catalog: WorkspaceCatalog;
  readonly person: PersonRecord;
  readonly facts: PersonFacts;
  /** Name of the attribute of an attribute condition. */
  readonly attribute: string;
}

async function evidenceOf(
  plan: Plan,
  { db, catalog, person, facts, attribute }: Looked,
): Promise<ConditionEvidence> {
  if (plan.kind === 'attribute') {
    const missing = attributeOf(plan, facts) === undefined;
    return { value: missing ? null : shownValue(person, attribute) };
  }
  if (plan.kind !== 'event') return {};
  const events = selectEvents(plan.selection, facts.events);
  const newest = [...events].sort((a, b) => b.occurredAt - a.occurredAt || b.id - a.id).slice(0, NEWEST);
  return {
    count: events.length,
    ...measured(plan, events),
    newest: await shownEvents(db, catalog, person.id, newest),
  };
}

/** How many events evidence shows. */
const NEWEST = 3;

function measured({ asks }: EventPlan, events: readonly EventFacts[]): { readonly measure?: number | null } {
  if (asks.quantity !== 'measure') return {};
  const measure = measureOf(asks, events);
  return { measure: measure === null ? null : measure.sum.div(measure.count).toNumber() };
}

function shownValue(person: PersonRecord, name: string): unknown {
  switch (name) {
    case 'externalId':
    case 'type':
    case 'tags':
      return person[name];
    case 'email':
      return person.emails;
    case 'phone':
      return person.phones;
    case 'createdAt':
    case 'updatedAt':
    case 'lastSeenAt':
      return person[name]?.toISOString() ?? null;
    default:
      return person.attributes[name] ?? null;
  }
}

async function memberSince(
  db: Executor,
  workspaceId: number,
  segmentId: number,
  personId: number,
): Promise<Date | null> {
  const [row] = await db
    .select({ since: memberships.since })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, workspaceId),
        eq(memberships.segmentId, segmentId),
        eq(memberships.personId, personId),
      ),
    );
  return row?.since ?? null;
}

/** The plans that have a path in the rule itself; those of a mentioned segment have paths of its own. */
function plansBelow(plan: Plan): Plan[] {
  return plan.kind === 'group' ? plan.children.flatMap((child) => [child, ...plansBelow(child)]) : [];
}

/** Numbers of all events that a plan looks at, those of mentioned segments included. */
function eventsIn(plan: Plan): ReadonlySet<number> {
  switch (plan.kind) {
    case 'event':
      return new Set([plan.selection.event]);
    case 'segment':
      return eventsIn(plan.plan);
    case 'group':
      return new Set(plan.children.flatMap((child) => [...eventsIn(child)]));
    default:
      return new Set();
  }
}
