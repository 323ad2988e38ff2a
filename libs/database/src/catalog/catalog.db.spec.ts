import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRule } from '@satsuma/segment-engine';
import { trackEvents } from '../events/index.ts';
import { deletePerson, readPersons, upsertPersons } from '../persons/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createWorkspace } from '../workspaces/index.ts';
import {
  attributeValues,
  clearRemovals,
  createAttribute,
  createEventDefinition,
  deleteAttribute,
  deleteEventDefinition,
  listAttributes,
  listEventDefinitions,
  propertyValues,
  readAttribute,
  readCatalog,
  readEventDefinition,
  updateAttribute,
  updateEventDefinition,
  withKnownValues,
} from './index.ts';

let database: TestDatabase;
let workspace: number;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeAll(async () => {
  workspace = await newWorkspace();
});

const NOW = new Date('2026-03-01T12:00:00.000Z');

async function newWorkspace(): Promise<number> {
  const made = await createWorkspace(
    database.db,
    { name: 'Test', timeZone: 'UTC', strict: false },
    { actor: 'instance', now: NOW },
  );
  return made.workspace.id;
}

describe('attributes', () => {
  it('are created with everything that is said of them', async () => {
    const pets = {
      name: 'pets',
      type: 'objects' as const,
      label: 'Pets',
      description: 'Who lives with them',
      synonyms: ['animals'],
      sensitive: true,
      fields: [{ name: 'name', type: 'text' as const }],
    };
    expect(await createAttribute(database.db, workspace, pets)).toEqual({ ...pets, origin: 'custom' });
    expect(await readAttribute(database.db, workspace, 'pets')).toEqual({ ...pets, origin: 'custom' });
    expect((await readCatalog(database.db, workspace)).catalog.attributes.get('pets')?.fields).toEqual(
      pets.fields,
    );
  });

  it('have a unique, fitting name', async () => {
    for (const name of ['city', 'email', 'createdAt']) {
      await expect(createAttribute(database.db, workspace, { name, type: 'text' })).rejects.toMatchObject({
        code: 'catalog.in_use',
      });
    }
    await expect(
      createAttribute(database.db, workspace, { name: 'my pets', type: 'text' }),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      issues: [{ path: '/name', suggestions: ['my_pets'] }],
    });
    await expect(
      createAttribute(database.db, workspace, {
        name: 'x',
        type: 'text',
        fields: [{ name: 'a', type: 'text' }],
      }),
    ).rejects.toMatchObject({ issues: [{ path: '/fields' }] });
    await expect(
      createAttribute(database.db, workspace, { name: 'x', type: 'text', label: 'a\0' }),
    ).rejects.toMatchObject({ issues: [{ path: '/label' }] });
  });

  it('change in everything but name and type, and may get fields', async () => {
    await createAttribute(database.db, workspace, {
      name: 'cars',
      type: 'objects',
      fields: [{ name: 'make', type: 'text' }],
    });
    const update = (changes: Parameters<typeof updateAttribute>[3]) =>
      updateAttribute(database.db, workspace, 'cars', changes);
    expect(
      await update({
        name: 'cars',
        type: 'objects',
        label: 'Cars',
        fields: [{ name: 'doors', type: 'integer' }],
      }),
    ).toMatchObject({
      label: 'Cars',
      fields: [
        { name: 'make', type: 'text' },
        { name: 'doors', type: 'integer' },
      ],
    });
    await expect(update({ type: 'text' })).rejects.toMatchObject({ code: 'catalog.type_fixed' });
    await expect(update({ name: 'car' })).rejects.toMatchObject({ code: 'catalog.type_fixed' });
    await expect(update({ fields: [{ name: 'make', type: 'date' }] })).rejects.toMatchObject({
      code: 'catalog.type_fixed',
    });
    const { version } = await readCatalog(database.db, workspace);
    await update({});
    expect((await readCatalog(database.db, workspace)).version).toBe(version);
    await expect(updateAttribute(database.db, workspace, 'nothing', {})).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(updateAttribute(database.db, workspace, 'email', {})).rejects.toMatchObject({
      code: 'catalog.in_use',
    });
  });

  it('L7: stay while a segment mentions them, and standard ones always', async () => {
    const attribute = await createAttribute(database.db, workspace, { name: 'mentioned', type: 'text' });
    const id =
      (await readCatalog(database.db, workspace)).attributes.find(({ name }) => name === attribute.name)
        ?.id ?? 0;
    const [segment] = await database.sql<
      { id: number }[]
    >`select id from segments where workspace_id = ${workspace} limit 1`;
    await database.sql`insert into segment_mentions values (${workspace}, ${segment?.id ?? 0}, 'attribute', ${id})`;
    await expect(deleteAttribute(database.db, workspace, 'mentioned')).rejects.toMatchObject({
      code: 'catalog.in_use',
      segments: [{ id: segment?.id, name: expect.stringContaining('mobile users') as string }],
    });
    for (const name of ['city', 'tags']) {
      await expect(deleteAttribute(database.db, workspace, name)).rejects.toMatchObject({
        code: 'catalog.in_use',
      });
    }
    await expect(deleteAttribute(database.db, workspace, 'nothing')).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(deleteEventDefinition(database.db, workspace, 'app_launched')).rejects.toMatchObject({
      code: 'catalog.in_use',
      segments: [{}, {}],
    });
  });

  it('take their values along, and a name comes back with another type', async () => {
    const own = await newWorkspace();
    const [outcome] = await upsertPersons(
      database.db,
      own,
      [{ externalId: 'a', attributes: { score: 5, list: ['x'], city: 'Split' } }],
      { now: NOW },
    );
    const id = outcome?.status === 'created' ? outcome.id : 0;
    const attributes = async () => (await readPersons(database.db, own, [id]))[0]?.attributes;
    await deleteAttribute(database.db, own, 'score');
    await deleteAttribute(database.db, own, 'list');
    expect(await attributes()).toEqual({ city: 'Split' });
    await upsertPersons(database.db, own, [{ externalId: 'b', attributes: { score: 'high' } }], { now: NOW });
    expect((await readAttribute(database.db, own, 'score'))?.type).toBe('text');
    expect(await attributes()).toEqual({ city: 'Split' });
    await clearRemovals(database.db, own);
    const [row] =
      await database.sql`select facts, originals from person_facts where workspace_id = ${own} and person_id = ${id}`;
    expect(Object.keys(row?.['facts'] as object).filter((key) => /^([nbt]?\d+)$/.test(key))).toHaveLength(1);
    expect(await database.sql`select 1 from catalog_removals where workspace_id = ${own}`).toHaveLength(0);
    await upsertPersons(database.db, own, [{ externalId: 'b', attributes: { other: 7 } }], { now: NOW });
    expect(await attributes()).toEqual({ city: 'Split' });
  });

  it('are listed by name, system ones included, and searched by label and synonym', async () => {
    const own = await newWorkspace();
    await createAttribute(database.db, own, {
      name: 'Zeta',
      type: 'text',
      label: 'Last letter',
      synonyms: ['omega'],
    });
    const names: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listAttributes(database.db, own, { limit: 8, cursor });
      names.push(...page.data.map(({ name }) => name));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(names).toHaveLength(21);
    expect(names.slice(0, 4)).toEqual(['address', 'birthDate', 'city', 'country']);
    expect(names.at(-1)).toBe('Zeta');
    for (const search of ['LAST LETTER', 'meg']) {
      expect((await listAttributes(database.db, own, { limit: 8, search })).data).toMatchObject([
        { name: 'Zeta' },
      ]);
    }
  });

  it('L10: are at most 2,000, also when many are made at once', async () => {
    const own = await newWorkspace();
    const names = Array.from({ length: 1985 }, (_, index) => `a${index}`);
    for (let start = 0; start < names.length; start += 400) {
      const attributes = Object.fromEntries(names.slice(start, start + 400).map((name) => [name, [name]]));
      await upsertPersons(database.db, own, [{ externalId: `p${start}`, attributes }], { now: NOW });
    }
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) =>
        createAttribute(database.db, own, { name: `b${index}`, type: 'list' }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const [refused] = await upsertPersons(database.db, own, [{ externalId: 'q', attributes: { c: 1 } }], {
      now: NOW,
    });
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'limit.exceeded' } });
  });
});

describe('event definitions', () => {
  it('are created, changed and deleted with their events', async () => {
    const own = await newWorkspace();
    const made = await createEventDefinition(database.db, own, {
      name: 'order placed',
      properties: [{ name: 'total', type: 'decimal', label: 'Total', sensitive: true }],
    });
    expect(made).toEqual({
      name: 'order placed',
      label: 'order placed',
      description: '',
      synonyms: [],
      properties: [
        { name: 'total', type: 'decimal', label: 'Total', description: '', synonyms: [], sensitive: true },
      ],
    });
    const changed = await updateEventDefinition(database.db, own, 'order placed', {
      synonyms: ['purchase'],
      properties: [
        { name: 'total', label: 'Sum' },
        { name: 'shop', type: 'text' },
      ],
    });
    expect(changed).toMatchObject({
      synonyms: ['purchase'],
      properties: [
        { name: 'shop', type: 'text' },
        { name: 'total', label: 'Sum', sensitive: true },
      ],
    });
    const update = (changes: Parameters<typeof updateEventDefinition>[3]) =>
      updateEventDefinition(database.db, own, 'order placed', changes);
    await expect(update({ properties: [{ name: 'total', type: 'text' }] })).rejects.toMatchObject({
      code: 'catalog.type_fixed',
    });
    await expect(update({ properties: [{ name: 'fresh' }] })).rejects.toMatchObject({
      code: 'request.invalid',
    });
    await expect(createEventDefinition(database.db, own, { name: 'order placed' })).rejects.toMatchObject({
      code: 'catalog.in_use',
    });
    await expect(createEventDefinition(database.db, own, { name: ' ' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
    await trackEvents(
      database.db,
      own,
      [
        { name: 'order placed', person: { externalId: 'a' }, occurredAt: '2026-02-01T00:00:00Z' },
        { name: 'kept', person: { externalId: 'a' }, occurredAt: '2026-01-01T00:00:00Z' },
      ],
      { now: NOW },
    );
    await deleteEventDefinition(database.db, own, 'order placed');
    expect(await readEventDefinition(database.db, own, 'order placed')).toBeNull();
    await clearRemovals(database.db, own);
    expect(await database.sql`select 1 from events where workspace_id = ${own}`).toHaveLength(1);
    const [person] = await database.sql`select last_seen_at from persons where workspace_id = ${own}`;
    expect(new Date(person?.['last_seen_at'] as string)).toEqual(new Date('2026-01-01T00:00:00Z'));
    expect(
      (await listEventDefinitions(database.db, own, { limit: 10 })).data.map(({ name }) => name),
    ).toEqual(['app_launched', 'kept']);
  });

  it('L10: have at most 500 properties', async () => {
    const own = await newWorkspace();
    const properties = Array.from({ length: 500 }, (_, index) => ({
      name: `p${index}`,
      type: 'text' as const,
    }));
    await createEventDefinition(database.db, own, { name: 'wide', properties });
    const outcome = await trackEvents(
      database.db,
      own,
      [{ name: 'wide', person: { externalId: 'a' }, properties: { more: 1 } }],
      { now: NOW },
    );
    expect(outcome.failed).toMatchObject([{ error: { code: 'limit.exceeded' } }]);
    await expect(
      updateEventDefinition(database.db, own, 'wide', { properties: [{ name: 'more', type: 'text' }] }),
    ).rejects.toMatchObject({ code: 'limit.exceeded' });
    const repeated = Array.from({ length: 40_000 }, () => ({ name: 'same', type: 'text' as const }));
    await expect(
      createEventDefinition(database.db, own, { name: 'wider', properties: repeated }),
    ).rejects.toMatchObject({ code: 'limit.exceeded', issues: [{ path: '/properties' }] });
  });

  it('say where a new property lacks its type', async () => {
    const own = await newWorkspace();
    await createEventDefinition(database.db, own, {
      name: 'seen',
      properties: [{ name: 'page', type: 'text' }],
    });
    await expect(
      updateEventDefinition(database.db, own, 'seen', { properties: [{ name: 'page' }, { name: 'extra' }] }),
    ).rejects.toMatchObject({ code: 'request.invalid', issues: [{ path: '/properties/1/type' }] });
  });
});

describe('values', () => {
  it('are counted by people, most frequent first, in the commonest spelling', async () => {
    const own = await newWorkspace();
    const people = ['Split', 'Zagreb', 'split', 'Zagreb', 'ZAGREB', 'Pula'].map((city, index) => ({
      externalId: `p${index}`,
      tags: ['All', index % 2 === 0 ? 'Even' : 'odd'],
      attributes: { city, score: index % 3, joined: '2026-01-01T00:00:00Z' },
    }));
    await upsertPersons(database.db, own, people, { now: NOW });
    const values = (name: string, q?: string) => attributeValues(database.db, own, name, { limit: 2, q });
    expect(await values('city')).toEqual([
      { value: 'Zagreb', count: 3 },
      { value: 'Split', count: 2 },
    ]);
    expect(await values('city', 'PL')).toEqual([{ value: 'Split', count: 2 }]);
    expect(await values('city', '%')).toEqual([]);
    expect(await values('tags')).toEqual([
      { value: 'All', count: 6 },
      { value: 'Even', count: 3 },
    ]);
    expect(await values('score')).toEqual([
      { value: '0', count: 2 },
      { value: '1', count: 2 },
    ]);
    expect(await values('type')).toEqual([{ value: 'customer', count: 6 }]);
    expect(await values('joined')).toEqual([{ value: '2026-01-01T00:00:00.000Z', count: 6 }]);
    for (const name of ['externalId', 'email', 'createdAt', 'birthDate'])
      expect(await values(name), name).toEqual([]);
    expect(await values('nothing')).toBeNull();
    await updateAttribute(database.db, own, 'city', { sensitive: true });
    expect(await values('city')).toEqual([]);
  });

  it('of a deleted person are gone', async () => {
    const own = await newWorkspace();
    await upsertPersons(database.db, own, [{ externalId: 'a', attributes: { nickName: 'Secret' } }], {
      now: NOW,
    });
    expect(await attributeValues(database.db, own, 'nickName', { limit: 5 })).toHaveLength(1);
    await deletePerson(database.db, own, { externalId: 'a' });
    expect(await attributeValues(database.db, own, 'nickName', { limit: 5 })).toEqual([]);
  });

  it('of properties are those of events', async () => {
    const own = await newWorkspace();
    const events = ['Shoes', 'shoes', 'Shoes', 'bags'].map((category) => ({
      name: 'viewed',
      person: { externalId: 'a' },
      properties: { category, colours: ['Red', category] },
    }));
    await trackEvents(database.db, own, events, { now: NOW });
    expect(await propertyValues(database.db, own, 'viewed', 'category', { limit: 5 })).toEqual([
      { value: 'Shoes', count: 3 },
      { value: 'bags', count: 1 },
    ]);
    expect(await propertyValues(database.db, own, 'viewed', 'colours', { limit: 5, q: 'r' })).toEqual([
      { value: 'Red', count: 4 },
    ]);
    expect(await propertyValues(database.db, own, 'viewed', 'nothing', { limit: 5 })).toBeNull();
  });

  it('L1: that nobody has are warned about, with the nearest known ones', async () => {
    const own = await newWorkspace();
    await upsertPersons(database.db, own, [{ externalId: 'a', attributes: { city: 'Zagreb' } }], {
      now: NOW,
    });
    const rule = {
      match: 'all',
      conditions: [
        { kind: 'attribute', attribute: 'city', operator: 'is_any_of', values: ['zagreb', 'Zagrb'] },
        { kind: 'attribute', attribute: 'externalId', operator: 'is', value: 'b' },
      ],
    };
    const known = await readCatalog(database.db, own);
    const result = checkRule(rule, await withKnownValues(database.db, own, known, rule));
    expect(result.warnings).toMatchObject([
      { code: 'value.unseen', path: '/conditions/0/values/1', suggestions: ['Zagreb'] },
    ]);
  });
});
