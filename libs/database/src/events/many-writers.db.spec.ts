import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../client/client.ts';
import { deletePerson, mergePersons, upsertPersons } from '../persons/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createWorkspace } from '../workspaces/index.ts';
import { readCatalog } from '../catalog/index.ts';
import { trackEvents } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOW = new Date('2026-03-01T12:00:00.000Z');
const WRITERS = 8;

async function newWorkspace(): Promise<number> {
  const made = await createWorkspace(
    database.db,
    { name: 'Test', timeZone: 'UTC', strict: false },
    { actor: 'instance', now: NOW },
  );
  return made.workspace.id;
}

const whole = (most: number, least = 0): number => least + Math.floor(Math.random() * (most - least + 1));

async function count(query: string): Promise<number> {
  const [row] = await database.sql.unsafe(`select count(*)::int as n from ${query}`);
  return row?.['n'] as number;
}

/** Tables agree with one another, whatever happened. */
async function expectSound(workspace: number): Promise<void> {
  const own = `workspace_id = ${workspace}`;
  expect(
    await count(`persons p full join person_facts f on f.workspace_id = p.workspace_id and f.person_id = p.id
    where coalesce(p.workspace_id, f.workspace_id) = ${workspace} and (p.id is null or f.person_id is null)`),
  ).toBe(0);
  for (const table of ['person_identifiers', 'person_aliases', 'events']) {
    expect(
      await count(
        `${table} t where ${own} and not exists (select from persons p where p.workspace_id = t.workspace_id and p.id = t.person_id)`,
      ),
      table,
    ).toBe(0);
  }
  const lost = `person_facts f cross join lateral jsonb_array_elements_text(coalesce(facts->'email', '[]')) as e(value)
    where ${own} and not exists (select from person_identifiers i where i.workspace_id = f.workspace_id
      and i.kind = 'email' and i.value = e.value and i.person_id = f.person_id)`;
  expect(await count(lost)).toBe(0);
  const stray = `person_identifiers i join person_facts f on f.workspace_id = i.workspace_id and f.person_id = i.person_id
    where i.${own} and not i.alias and not case i.kind
      when 'externalId' then i.value = (select external_id from persons p where p.workspace_id = i.workspace_id and p.id = i.person_id)
      else coalesce(f.facts->i.kind ? i.value, false) end`;
  expect(await count(stray)).toBe(0);
}

describe('L6: many writers at once', () => {
  it('create each person once and count every event once', async () => {
    const workspace = await newWorkspace();
    const others = Array.from({ length: WRITERS }, () => connect(database.url, { max: 2 }));
    const outcomes = await Promise.all(
      others.map(({ db }, writer) =>
        trackEvents(
          db,
          workspace,
          Array.from({ length: 300 }, (_, nth) => ({
            eventId: `shared-${(nth * 7 + writer * 13) % 300}`,
            name: `event_${nth % 5}`,
            person:
              nth % 2 === 0
                ? { externalId: `c-${nth % 40}` }
                : { externalId: `c-${nth % 40}`, email: `c-${nth % 40}@x.io` },
            properties: { [`p${nth % 7}`]: nth },
          })),
          { now: NOW },
        ),
      ),
    );
    await Promise.all(others.map((other) => other.close()));
    expect(outcomes.every(({ failed }) => failed.length === 0)).toBe(true);
    expect(outcomes.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(300);
    expect(outcomes.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(300 * (WRITERS - 1));
    expect(await count(`events where workspace_id = ${workspace}`)).toBe(300);
    expect(await count(`persons where workspace_id = ${workspace}`)).toBe(40);
    expect((await readCatalog(database.db, workspace)).catalog.events.size).toBe(6);
    await expectSound(workspace);
  });

  it(
    'lose nothing between upserts, events, merges and deletions of the same people',
    { timeout: 120_000 },
    async () => {
      const workspace = await newWorkspace();
      const others = Array.from({ length: WRITERS }, () => connect(database.url, { max: 2 }));
      let accepted = 0;
      const reference = () => ({ externalId: `m-${whole(11)}` });
      const identifiers = () => ({
        externalId: `m-${whole(11)}`,
        ...(Math.random() < 0.3 ? { email: `m-${whole(5)}@x.io` } : {}),
      });
      const work = async ({ db }: (typeof others)[number], writer: number): Promise<void> => {
        for (let step = 0; step < 40; step += 1) {
          const dice = Math.random();
          if (dice < 0.45) {
            const events = Array.from({ length: whole(20, 1) }, () => ({ name: 'e', person: identifiers() }));
            const outcome = await trackEvents(db, workspace, events, { now: NOW });
            accepted += outcome.accepted;
          } else if (dice < 0.8) {
            const people = Array.from({ length: whole(8, 1) }, () => ({
              ...identifiers(),
              attributes: { [`a${whole(9)}`]: `${writer}-${step}` },
            }));
            await upsertPersons(db, workspace, people, { now: NOW });
          } else if (dice < 0.95) {
            await mergePersons(db, workspace, reference(), reference(), { now: NOW }).catch(
              (error: unknown) => {
                expect(error).toMatchObject({ code: 'not_found' });
              },
            );
          } else {
            // Deletions take events along, so that only people are counted from here on.
            await deletePerson(db, workspace, reference());
          }
        }
      };
      await Promise.all(others.map(work));
      await Promise.all(others.map((other) => other.close()));
      expect(await count(`events where workspace_id = ${workspace}`)).toBeLessThanOrEqual(accepted);
      await expectSound(workspace);
    },
  );

  it('keep every event through merges', async () => {
    const workspace = await newWorkspace();
    const others = Array.from({ length: WRITERS }, () => connect(database.url, { max: 2 }));
    let accepted = 0;
    await Promise.all(
      others.map(async ({ db }) => {
        for (let step = 0; step < 25; step += 1) {
          const events = Array.from({ length: 10 }, () => ({
            name: 'e',
            person: { externalId: `k-${whole(9)}` },
          }));
          const outcome = await trackEvents(db, workspace, events, { now: NOW });
          accepted += outcome.accepted;
          const [from, into] = [`k-${whole(9)}`, `k-${whole(9)}`];
          await mergePersons(db, workspace, { externalId: from }, { externalId: into }, { now: NOW }).catch(
            () => null,
          );
        }
      }),
    );
    await Promise.all(others.map((other) => other.close()));
    expect(accepted).toBe(WRITERS * 25 * 10);
    expect(await count(`events where workspace_id = ${workspace}`)).toBe(accepted);
    await expectSound(workspace);
  });
});
