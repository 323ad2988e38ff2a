import { inArray } from 'drizzle-orm';
import { sentencesOf, type Catalog, type CheckedRule } from '@satsuma/segment-engine';
import type { Executor } from '../client/client.ts';
import { accounts, apiKeys, type segments } from '../schema/index.ts';

export type SegmentRow = typeof segments.$inferSelect;

/** Who changed something: the id of an account or of an API key; 0 is the instance. */
export interface Author {
  readonly id: number;
  readonly name: string;
}

/** A segment as the API shows it, with instants as dates. */
export interface SegmentRecord {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly rule: CheckedRule;
  readonly sentences: string[];
  readonly origin: 'predefined' | 'user';
  readonly status: 'building' | 'ready' | 'failed';
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly failure: string | null;
  readonly size: number;
  /** Active and finishing journeys that refer to it. */
  readonly usedByJourneys: number;
  readonly version: number;
  readonly ruleVersion: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly createdBy: Author | null;
  readonly updatedBy: Author | null;
}

/** What rules are told in words with. */
export interface Wording {
  readonly catalog: Catalog;
  readonly timeZone: string;
}

/** Rows as people see them, in the same order. */
export async function segmentRecords(
  db: Executor,
  rows: readonly SegmentRow[],
  { catalog, timeZone }: Wording,
): Promise<SegmentRecord[]> {
  const authorOf = await authors(
    db,
    rows.flatMap(({ createdBy, updatedBy }) => [createdBy, updatedBy]),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    rule: row.rule,
    sentences: sentencesOf(row.rule, catalog, { timeZone }),
    origin: row.origin,
    status: row.status,
    progress: row.status === 'building' ? { done: row.buildDone, total: row.buildTotal } : null,
    failure: row.status === 'failed' ? row.failure : null,
    size: row.size,
    usedByJourneys: 0,
    version: row.version,
    ruleVersion: row.ruleVersion,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    createdBy: authorOf(row.createdBy),
    updatedBy: authorOf(row.updatedBy),
  }));
}

/** Names for actors such as `account:3`, `key:12` and `instance`, also when the account or the key is gone. */
async function authors(
  db: Executor,
  actors: readonly (string | null)[],
): Promise<(actor: string | null) => Author | null> {
  const ids = (kind: string): number[] => [
    ...new Set(actors.flatMap((actor) => (actor?.startsWith(`${kind}:`) === true ? [idOf(actor)] : []))),
  ];
  const names = new Map<string, string>();
  const accountIds = ids('account');
  if (accountIds.length > 0) {
    const found = await db
      .select({ id: accounts.id, name: accounts.email })
      .from(accounts)
      .where(inArray(accounts.id, accountIds));
    for (const { id, name } of found) names.set(`account:${id}`, name);
  }
  const keyIds = ids('key');
  if (keyIds.length > 0) {
    const found = await db
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(inArray(apiKeys.id, keyIds));
    for (const { id, name } of found) names.set(`key:${id}`, name);
  }
  return (actor) => {
    if (actor === null) return null;
    if (!actor.includes(':')) return { id: 0, name: 'Instance key' };
    const gone = actor.startsWith('key:') ? 'Revoked API key' : 'Former member';
    return { id: idOf(actor), name: names.get(actor) ?? gone };
  };
}

const idOf = (actor: string): number => Number(actor.slice(actor.indexOf(':') + 1));
