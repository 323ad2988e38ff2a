import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAttribute } from '../catalog/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createWorkspace } from '../workspaces/index.ts';
import { readPersons, upsertPersons } from './index.ts';

const RUNS = Number(process.env['SATSUMA_PROPERTY_RUNS'] ?? 60);
const NOW = new Date('2026-03-01T12:00:00.000Z');

let database: TestDatabase;
let workspace: number;
beforeAll(async () => {
  database = await createTestDatabase();
  const made = await createWorkspace(
    database.db,
    { name: 'Test', timeZone: 'UTC', strict: true },
    { actor: 'instance', now: NOW },
  );
  workspace = made.workspace.id;
  await createAttribute(database.db, workspace, { name: 'word', type: 'text' });
  await createAttribute(database.db, workspace, { name: 'amount', type: 'decimal' });
});
afterAll(() => database.drop());

interface Item {
  readonly externalId?: string;
  readonly email?: string;
  readonly emails?: readonly string[];
  readonly tags?: readonly string[];
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly attributes?: Readonly<Record<string, unknown>>;
}

const optional = <T>(value: fc.Arbitrary<T>, freq = 1) => fc.option(value, { nil: undefined, freq });
const mail = fc.constantFrom('a@x.io', 'b@x.io', 'c@x.io', 'A@X.io');
const tags = fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 });
const item: fc.Arbitrary<Item> = fc
  .record({
    externalId: optional(fc.constantFrom('1', '2', '3'), 3),
    email: optional(mail),
    emails: optional(fc.array(mail, { maxLength: 2 })),
    tags: optional(tags),
    addTags: optional(tags),
    removeTags: optional(tags),
    attributes: optional(
      fc.record(
        {
          word: fc.constantFrom('Hi', 'ho', '', null, 5),
          amount: fc.constantFrom(1, 2.5, null),
        },
        { requiredKeys: [] },
      ),
    ),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));

/** A person as the rules say in words, without any regard to how people are stored. */
interface Plain {
  externalId: string | null;
  emails: string[];
  tags: string[];
  attributes: Record<string, unknown>;
}

/** Applies one item to plain people; says what happened. */
function applyPlainly(people: Plain[], given: Item): 'created' | 'updated' | 'unchanged' | 'failed' {
  const { externalId, email, emails, attributes = {} } = given;
  const mails = [...(email === undefined ? [] : [email]), ...(emails ?? [])];
  if (externalId === undefined && mails.length === 0) return 'failed';
  if (attributes['word'] === 5) return 'failed';
  if (given.tags !== undefined && (given.addTags ?? given.removeTags) !== undefined) return 'failed';
  const fold = (text: string): string => text.toLowerCase();
  const found = people.filter(
    (one) =>
      (externalId !== undefined && one.externalId === externalId) ||
      one.emails.some((own) => mails.some((mail) => fold(mail) === fold(own))),
  );
  if (found.length > 1) return 'failed';
  const person: Plain = found[0] ?? { externalId: null, emails: [], tags: [], attributes: {} };
  const before = JSON.stringify(person);
  if (externalId !== undefined) person.externalId = externalId;
  const unique = (texts: readonly string[]): string[] =>
    texts.filter((text, index) => texts.findIndex((other) => fold(other) === fold(text)) === index);
  person.emails = unique([...(emails ?? person.emails), ...(email === undefined ? [] : [email])]);
  person.tags = unique([...(given.tags ?? person.tags), ...(given.addTags ?? [])]).filter(
    (tag) => !(given.removeTags ?? []).includes(tag),
  );
  for (const name of ['amount', 'word']) {
    const value = attributes[name] ?? (name in attributes ? '' : person.attributes[name]);
    const rest = Object.entries({ ...person.attributes, [name]: value }).filter(
      ([, one]) => one !== '' && one !== undefined,
    );
    person.attributes = Object.fromEntries(rest.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  if (found.length > 0) return JSON.stringify(person) === before ? 'unchanged' : 'updated';
  people.push(person);
  return 'created';
}

let run = 0;

it(
  'applies items in their order as the rules say, however they are cut into batches',
  { timeout: 600_000 },
  async () => {
    const batches = fc.array(fc.array(item, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, async (given) => {
        // Every run has people of its own.
        const own = `r${(run += 1)}-`;
        const named = (one: Item): Item => ({
          ...one,
          ...(one.externalId === undefined ? {} : { externalId: own + one.externalId }),
          ...(one.email === undefined ? {} : { email: own + one.email }),
          ...(one.emails === undefined ? {} : { emails: one.emails.map((mail) => own + mail) }),
        });
        const plain: Plain[] = [];
        const ids = new Set<number>();
        for (const batch of given) {
          const items = batch.map(named);
          const expected = items.map((one) => applyPlainly(plain, one));
          const outcomes = await upsertPersons(database.db, workspace, items, { now: NOW });
          expect(outcomes.map(({ status }) => status)).toEqual(expected);
          for (const outcome of outcomes) if (outcome.status === 'created') ids.add(outcome.id);
        }
        const stored = await readPersons(database.db, workspace, [...ids]);
        expect(
          stored.map(({ externalId, emails, tags, attributes }) => ({
            externalId,
            emails,
            tags,
            attributes,
          })),
        ).toEqual(plain);
      }),
      { numRuns: RUNS },
    );
  },
);
