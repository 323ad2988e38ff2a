import { foldText } from '@satsuma/segment-engine';
import { eventKey, searchText, type Connection } from '@satsuma/database';
import type { TransactionSql } from 'postgres';
import { CopyWriter, escapeCopy, NULL } from './copy.ts';
import { withIndexesAfterwards } from './deferred-indexes.ts';
import { FactEncoder } from './fact-encoder.ts';
import { shopHistory, type ShopEvent, type ShopHistory } from './shop/history.ts';
import { externalIdOf, shopPerson, type ShopPerson } from './shop/person.ts';
import type { ShopSize } from './shop/traits.ts';
import { storeShopCatalog, type StoredShopCatalog } from './shop-catalog.ts';

type Sql = TransactionSql<{ bigint: number }>;

export interface SeedOptions {
  readonly workspaceId: number;
  readonly size: ShopSize;
  /** True for millions of rows: indexes are built afterwards, while nobody else can use the tables. */
  readonly indexesAfterwards?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  /** Runs in the same transaction, last. */
  readonly finish?: (tx: Sql) => Promise<void>;
}

export interface SeedOutcome {
  readonly people: number;
  readonly events: number;
}

/** People and events of this shop are in the workspace already. */
export class AlreadySeeded extends Error {
  override readonly name = 'AlreadySeeded';
}

const LARGE_TABLES = [
  'persons',
  'person_facts',
  'person_slots',
  'person_identifiers',
  'events',
  'event_keys',
];
const PEOPLE_AT_A_TIME = 10_000;

/**
 * Fills a workspace with a shop's catalog, people and events, the same as if each had been sent over the API when it happened.
 * One transaction: a run that is cut short leaves only the catalog. Throws `AlreadySeeded` when this shop is there.
 */
export async function seedShop({ sql }: Connection, options: SeedOptions): Promise<SeedOutcome> {
  const { workspaceId, size } = options;
  // Looked up, because the driver never hears of a COPY that fails at its very end.
  const [known] = await sql`
    select 1 from person_identifiers
    where workspace_id = ${workspaceId} and kind = 'externalId' and value = ${externalIdOf(size, 0)}`;
  if (known !== undefined) throw new AlreadySeeded();
  const history = shopHistory(size);
  // By itself, so that others may write to the workspace meanwhile.
  const catalog = await sql.begin((tx) => storeShopCatalog(tx, workspaceId));
  await sql.begin(async (tx) => {
    const firstId = await reserveIds(tx, size.people);
    const load = async (): Promise<void> => {
      await copyPeople(tx, options, catalog, history, firstId);
      await copyEvents(tx, options, catalog, history, firstId);
    };
    await (options.indexesAfterwards === true ? withIndexesAfterwards(tx, LARGE_TABLES, load) : load());
    await options.finish?.(tx);
  });
  // Counts that are read from an index alone need the visibility map that this makes.
  for (const table of LARGE_TABLES) await sql`vacuum (analyze) ${sql(table)}`;
  return { people: size.people, events: history.count };
}

/** Takes ids that follow one another; others who take some at the same moment make it try again. */
async function reserveIds(tx: Sql, count: number): Promise<number> {
  for (;;) {
    const [taken] = await tx<{ first: number; last: number }[]>`
      select min(id) as first, max(id) as last
      from (select nextval(pg_get_serial_sequence('persons', 'id')) as id from generate_series(1, ${count}::int)) ids`;
    if (taken !== undefined && taken.last - taken.first === count - 1) return taken.first;
  }
}

async function copyPeople(
  tx: Sql,
  { workspaceId, size, onProgress }: SeedOptions,
  catalog: StoredShopCatalog,
  history: ShopHistory,
  firstId: number,
): Promise<void> {
  const row = new PersonRows(workspaceId, catalog);
  const total = size.people + history.count;
  for (let start = 0; start < size.people; start += PEOPLE_AT_A_TIME) {
    const end = Math.min(size.people, start + PEOPLE_AT_A_TIME);
    const identifiers: string[] = [];
    const facts: string[] = [];
    const persons: string[] = [];
    for (let number = start; number < end; number += 1) {
      const totals = history.totals(number);
      const person = shopPerson(size, number, totals);
      const id = firstId + number;
      persons.push(row.person(id, person, totals.lastSeenAt));
      facts.push(row.facts(id, person));
      identifiers.push(...row.identifiers(id, person));
    }
    await copyLines(tx, 'persons (workspace_id, id, external_id, type, created_at, last_seen_at)', persons);
    await copyLines(
      tx,
      'person_facts (workspace_id, person_id, facts, originals, search, created_at, updated_at)',
      facts,
    );
    await copyLines(
      tx,
      'person_identifiers (workspace_id, kind, value, person_id, original, position)',
      identifiers,
    );
    onProgress?.(end, total);
  }
}

async function copyEvents(
  tx: Sql,
  { workspaceId, size, onProgress }: SeedOptions,
  catalog: StoredShopCatalog,
  history: ShopHistory,
  firstId: number,
): Promise<void> {
  const row = new EventRows(workspaceId, catalog, firstId);
  const keys: string[] = [];
  const writer = await openCopy(
    tx,
    'events (workspace_id, event_id, person_id, occurred_at, facts, originals)',
  );
  for (let position = 0; position < history.count; position += 1) {
    const event = history.event(position);
    if (event.eventId !== undefined) keys.push(`${workspaceId}\t${eventKey(event.eventId)}`);
    if (!writer.row(row.event(event))) continue;
    await writer.flush();
    onProgress?.(size.people + position, size.people + history.count);
  }
  await writer.end();
  await copyLines(tx, 'event_keys (workspace_id, hash)', keys);
}

const openCopy = async (tx: Sql, columns: string): Promise<CopyWriter> =>
  new CopyWriter(await tx.unsafe(`copy ${columns} from stdin`).writable());

async function copyLines(tx: Sql, columns: string, lines: readonly string[]): Promise<void> {
  const writer = await openCopy(tx, columns);
  for (const line of lines) if (writer.row(line)) await writer.flush();
  await writer.end();
}

/** Rows of one person, tab-separated. */
class PersonRows {
  private readonly workspaceId: number;
  private readonly encoder: FactEncoder;
  private readonly names: { readonly firstName: string | undefined; readonly lastName: string | undefined };

  constructor(workspaceId: number, { attributes }: StoredShopCatalog) {
    this.workspaceId = workspaceId;
    this.encoder = new FactEncoder(attributes);
    const keyOf = (name: string) => attributes.find((one) => one.name === name)?.key;
    this.names = { firstName: keyOf('firstName'), lastName: keyOf('lastName') };
  }

  person(id: number, { externalId, type, createdAt }: ShopPerson, lastSeenAt: number): string {
    const seen = lastSeenAt === 0 ? NULL : timestamp(lastSeenAt);
    return `${this.workspaceId}\t${id}\t${externalId}\t${type}\t${timestamp(createdAt)}\t${seen}`;
  }

  facts(id: number, person: ShopPerson): string {
    const { facts, originals } = this.encoder.encode(person.attributes);
    const own = {
      externalId: foldText(person.externalId),
      type: person.type,
      ...(person.email === undefined ? {} : { email: [foldText(person.email)] }),
      ...(person.phone === undefined ? {} : { phone: [person.phone] }),
      ...(person.tags.length === 0 ? {} : { tags: person.tags.map(foldText) }),
    };
    const spelled = person.tags.some((tag) => tag !== foldText(tag)) ? { tags: person.tags } : {};
    const names = Object.fromEntries(
      Object.entries(this.names).flatMap(([name, key]) => {
        const value = person.attributes[name];
        return key === undefined || typeof value !== 'string' ? [] : [[key, foldText(value)]];
      }),
    );
    const columns = [
      this.workspaceId,
      id,
      escapeCopy(merged(own, facts)),
      escapeCopy(merged(spelled, originals)),
      escapeCopy(searchText({ ...own, ...names }, this.names)),
      timestamp(person.createdAt),
      timestamp(person.updatedAt),
    ];
    return columns.join('\t');
  }

  identifiers(id: number, { externalId, email, phone }: ShopPerson): string[] {
    const row = (kind: string, value: string, original: string) =>
      `${this.workspaceId}\t${kind}\t${value}\t${id}\t${original}\t0`;
    return [
      row('externalId', externalId, externalId),
      ...(email === undefined ? [] : [row('email', foldText(email), email)]),
      ...(phone === undefined ? [] : [row('phone', phone, phone)]),
    ];
  }
}

/** Rows of events, tab-separated. */
class EventRows {
  private readonly prefix: string;
  private readonly firstId: number;
  private readonly kinds: ReadonlyMap<string, { readonly id: number; readonly encoder: FactEncoder }>;

  constructor(workspaceId: number, { events }: StoredShopCatalog, firstId: number) {
    this.prefix = `${workspaceId}\t`;
    this.firstId = firstId;
    this.kinds = new Map(
      [...events].map(([name, { id, properties }]) => [
        name,
        { id, encoder: new FactEncoder(properties.map((one) => ({ ...one, key: String(one.id) }))) },
      ]),
    );
  }

  event({ name, person, at, properties }: ShopEvent): string {
    const kind = this.kinds.get(name);
    if (kind === undefined) throw new Error(`${name} is not in the catalog of the seed`);
    const { facts, originals } = kind.encoder.encode(properties);
    const spelled = originals === '' ? NULL : escapeCopy(`{${originals}}`);
    return `${this.prefix}${kind.id}\t${this.firstId + person}\t${timestamp(at)}\t${escapeCopy(`{${facts}}`)}\t${spelled}`;
  }
}

const timestamp = (instant: number): string => new Date(instant).toISOString();

/** One JSON object out of an object and the inside of another. */
function merged(own: Readonly<Record<string, unknown>>, inside: string): string {
  const outside = JSON.stringify(own).slice(1, -1);
  return `{${outside}${outside === '' || inside === '' ? '' : ','}${inside}}`;
}
