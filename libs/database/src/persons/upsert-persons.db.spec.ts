import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createWorkspace } from '../workspaces/index.ts';
import { readCatalog } from '../catalog/index.ts';
import {
  findPerson,
  listPersons,
  readPersons,
  updatePerson,
  upsertPersons,
  type PersonOutcome,
} from './index.ts';

let database: TestDatabase;
let workspace: number;
beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await workspaceOf(false);
});
afterAll(() => database.drop());

const NOW = new Date('2026-03-01T12:00:00.000Z');
const LATER = new Date('2026-03-02T12:00:00.000Z');

async function workspaceOf(strict: boolean): Promise<number> {
  const made = await createWorkspace(
    database.db,
    { name: 'Test', timeZone: 'UTC', strict },
    { actor: 'instance', now: NOW },
  );
  return made.workspace.id;
}

const upsert = (inputs: readonly unknown[], now = NOW, into = workspace): Promise<PersonOutcome[]> =>
  upsertPersons(database.db, into, inputs, { now });

async function one(input: unknown, now = NOW, into = workspace): Promise<PersonOutcome> {
  const [outcome] = await upsert([input], now, into);
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

const idOf = (outcome: PersonOutcome): number => {
  if (outcome.status === 'failed') throw new Error(outcome.error.detail);
  return outcome.id;
};

async function read(outcome: PersonOutcome, from = workspace) {
  const [person] = await readPersons(database.db, from, [idOf(outcome)]);
  if (person === undefined) throw new Error('no person');
  return person;
}

let serial = 0;
const fresh = (): string => `p-${(serial += 1)}`;

describe('upsertPersons: identity', () => {
  it('creates a customer and gives everything back as it was spelled', async () => {
    const externalId = fresh();
    const outcome = await one({
      externalId,
      email: 'Ana@Example.com',
      phone: '+385911234567',
      tags: ['VIP', 'vip', 'New'],
      attributes: { firstName: 'Ana', birthDate: '1990-02-28', pushEnabled: true, loyaltyPoints: 120 },
    });
    expect(outcome).toMatchObject({ status: 'created', warnings: [] });
    expect(await read(outcome)).toEqual({
      id: idOf(outcome),
      externalId,
      type: 'customer',
      emails: ['Ana@Example.com'],
      phones: ['+385911234567'],
      tags: ['VIP', 'New'],
      attributes: { birthDate: '1990-02-28', firstName: 'Ana', loyaltyPoints: 120, pushEnabled: true },
      createdAt: NOW,
      updatedAt: NOW,
      lastSeenAt: null,
    });
  });

  it('finds by any identifier, e-mails folded, and adds the others', async () => {
    const externalId = fresh();
    const email = `${externalId}@example.com`;
    const id = idOf(await one({ externalId, email }));
    expect(await one({ email: email.toUpperCase(), phone: '+4915112345678' }, LATER)).toMatchObject({
      status: 'updated',
      id,
    });
    const person = await read({ status: 'updated', id, warnings: [] });
    expect(person).toMatchObject({ emails: [email], phones: ['+4915112345678'], updatedAt: LATER });
    expect(person.createdAt).toEqual(NOW);
    expect(await findPerson(database.db, workspace, { phone: '+4915112345678' })).toBe(id);
    expect(await findPerson(database.db, workspace, { externalId })).toBe(id);
    expect(await findPerson(database.db, workspace, { externalId: externalId.toUpperCase() })).toBeNull();
  });

  it('says unchanged when nothing changes and leaves updatedAt', async () => {
    const input = {
      externalId: fresh(),
      tags: ['a'],
      attributes: { city: 'Zagreb', items: [{ a: 1, B: 'x' }] },
    };
    const first = await one(input);
    expect(await one(input, LATER)).toMatchObject({ status: 'unchanged', id: idOf(first) });
    expect(
      await one(
        { externalId: input.externalId, addTags: ['A'], removeTags: ['zz'], attributes: { city: 'Zagreb' } },
        LATER,
      ),
    ).toMatchObject({ status: 'unchanged' });
    expect((await read(first)).updatedAt).toEqual(NOW);
    expect(await one({ externalId: input.externalId, attributes: { city: 'ZAGREB' } }, LATER)).toMatchObject({
      status: 'updated',
    });
  });

  it('refuses identifiers of two people and names both', async () => {
    const [a, b] = [fresh(), fresh()];
    const [first, second] = [idOf(await one({ externalId: a })), idOf(await one({ email: `${b}@x.io` }))];
    const outcome = await one({ externalId: a, email: `${b}@x.io`, attributes: { onlyInConflict: 1 } });
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'identity.conflict' } });
    const detail = outcome.status === 'failed' ? outcome.error.detail : '';
    expect(detail).toContain(`person ${first}`);
    expect(detail).toContain(`person ${second}`);
    // Replies are kept, also when the person whose address it is goes.
    expect(JSON.stringify(outcome)).not.toContain(b);
    const { catalog } = await readCatalog(database.db, workspace);
    expect(catalog.attributes.has('onlyInConflict')).toBe(false);
  });

  it('names people of the same batch by their real ids', async () => {
    const [a, b] = [fresh(), fresh()];
    const outcomes = await upsert([
      { externalId: a },
      { email: `${b}@x.io` },
      { externalId: a, email: `${b}@x.io` },
    ]);
    const [first, second, third] = outcomes;
    if (first === undefined || second === undefined || third?.status !== 'failed')
      throw new Error('expected');
    expect(third.error.detail).toContain(`person ${idOf(first)}`);
    expect(third.error.detail).toContain(`person ${idOf(second)}`);
  });

  it('applies a batch in its order, one person twice included', async () => {
    const externalId = fresh();
    const outcomes = await upsert([
      { externalId, attributes: { city: 'Split', age: 3 } },
      { externalId, email: `${externalId}@x.io`, attributes: { city: 'Rijeka' } },
      { email: `${externalId}@x.io`, attributes: { age: null } },
      { externalId, attributes: { city: 5 } },
      { externalId },
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'created',
      'updated',
      'updated',
      'failed',
      'unchanged',
    ]);
    expect((await read(outcomes[0]!)).attributes).toEqual({ city: 'Rijeka' });
  });

  it('moves an e-mail from one person to another within a batch', async () => {
    const [a, b] = [fresh(), fresh()];
    const email = `${a}@x.io`;
    await upsert([{ externalId: a, email }, { externalId: b }]);
    const outcomes = await upsert([
      { externalId: a, emails: [] },
      { externalId: b, email },
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['updated', 'updated']);
    expect(await findPerson(database.db, workspace, { email })).toBe(idOf(outcomes[1]!));
    expect((await read(outcomes[0]!)).emails).toEqual([]);
  });

  it('replaces lists and keeps their order and spelling', async () => {
    const externalId = fresh();
    await one({ externalId, emails: [`B${externalId}@x.io`, `a${externalId}@x.io`, `b${externalId}@X.IO`] });
    const outcome = await one({ externalId, emails: [`a${externalId}@x.io`], email: `c${externalId}@x.io` });
    expect((await read(outcome)).emails).toEqual([`a${externalId}@x.io`, `c${externalId}@x.io`]);
    expect(await findPerson(database.db, workspace, { email: `b${externalId}@x.io` })).toBeNull();
  });

  it('keeps workspaces apart', async () => {
    const externalId = fresh();
    const other = await workspaceOf(false);
    const first = await one({ externalId });
    const second = await one({ externalId }, NOW, other);
    expect(second.status).toBe('created');
    expect(idOf(second)).not.toBe(idOf(first));
    expect(await readPersons(database.db, other, [idOf(first)])).toEqual([]);
    expect(await findPerson(database.db, other, { id: idOf(first) })).toBeNull();
  });
});

describe('upsertPersons: what does not fit', () => {
  it.each([false, true])(
    'L10: thousands of unknown names are refused quickly and in few words (strict: %s)',
    async (strict) => {
      const own = await workspaceOf(strict);
      const names = (from: number, count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`someName${from + index}`, 1]));
      const inputs = Array.from({ length: 100 }, (_, index) => ({
        externalId: `many-${index}`,
        attributes: names(index * 2000, 2000),
      }));
      const start = performance.now();
      const outcomes = await upsert(
        [
          ...inputs,
          { externalId: 'more', attributes: names(0, 50_000) },
          { externalId: 'keys', ...names(0, 50_000) },
        ],
        NOW,
        own,
      );
      expect(performance.now() - start).toBeLessThan(10_000);
      for (const outcome of outcomes) {
        expect(outcome.status).toBe('failed');
        expect(outcome.status === 'failed' && outcome.error.issues.length).toBeLessThanOrEqual(50);
      }
      expect(outcomes.at(-2)).toMatchObject({
        error: { code: 'limit.exceeded', issues: [{ path: '/attributes' }] },
      });
    },
  );

  it.each([
    [{}, '', 'identifier.missing'],
    [[], '', 'value.type'],
    [null, '', 'value.type'],
    [{ externalId: 5 }, '/externalId', 'value.type'],
    [{ externalId: '' }, '/externalId', 'value.invalid'],
    [{ externalId: 'x'.repeat(257) }, '/externalId', 'value.limit'],
    [{ externalId: 'a\0' }, '/externalId', 'value.invalid'],
    [{ externalId: 'a\uD800' }, '/externalId', 'value.invalid'],
    [{ email: 'no address' }, '/email', 'value.invalid'],
    [{ email: `${'x'.repeat(250)}@x.io` }, '/email', 'value.limit'],
    [{ phone: '0911234567' }, '/phone', 'value.invalid'],
    [{ externalId: 'z', type: 'vip' }, '/type', 'value.invalid'],
    [{ externalId: 'z', tags: 'vip' }, '/tags', 'value.type'],
    [{ externalId: 'z', tags: ['x'.repeat(257)] }, '/tags/0', 'value.limit'],
    [{ externalId: 'z', tags: ['  '] }, '/tags/0', 'value.invalid'],
    [{ externalId: 'z', tags: [], addTags: ['a'] }, '/addTags', 'value.invalid'],
    [{ externalId: 'z', Tags: [] }, '/Tags', 'key.unknown'],
    [{ externalId: 'z', attributes: [] }, '/attributes', 'value.type'],
    [{ externalId: 'z', attributes: { city: 5 } }, '/attributes/city', 'value.type'],
    [{ externalId: 'z', attributes: { 'first name': 'A' } }, '/attributes/first name', 'name.invalid'],
    [{ externalId: 'z', attributes: { email: 'a@x.io' } }, '/attributes/email', 'attribute.reserved'],
    [{ externalId: 'z', attributes: { tags: ['a'] } }, '/attributes/tags', 'attribute.reserved'],
    [
      { externalId: 'z', attributes: { createdAt: '2020-01-01' } },
      '/attributes/createdAt',
      'attribute.reserved',
    ],
    [{ externalId: 'z', attributes: { a: { b: { c: { d: 1 } } } } }, '/attributes/a/b/c', 'value.limit'],
    [{ externalId: 'z', attributes: { a_b: 1, a: { b: 2 } } }, '/attributes/a/b', 'value.invalid'],
    [{ externalId: 'z', attributes: { odd: ['a', 1] } }, '/attributes/odd', 'value.type'],
    [{ externalId: 'z', attributes: { birthDate: '2025-02-29' } }, '/attributes/birthDate', 'value.invalid'],
  ])('refuses %j with a pointer', async (input, path, code) => {
    const outcome = await one(input);
    expect(outcome).toMatchObject({ status: 'failed', error: { issues: [{ path, code }] } });
  });

  it('suggests the cleaned form of a spaced phone', async () => {
    expect(await one({ phone: '+385 91 123-4567' })).toMatchObject({
      error: { issues: [{ path: '/phone', suggestions: ['+385911234567'] }] },
    });
  });

  it('calls a passed limit by its name and writes nothing', async () => {
    const externalId = fresh();
    const tags = Array.from({ length: 500 }, (_, index) => `t${index}`);
    await one({ externalId, tags });
    expect(await one({ externalId, addTags: ['more'], attributes: { city: 'Pula' } })).toMatchObject({
      status: 'failed',
      error: { code: 'limit.exceeded' },
    });
    const emails = Array.from({ length: 101 }, (_, index) => `e${index}@${externalId}.io`);
    expect(await one({ externalId, emails })).toMatchObject({ error: { code: 'limit.exceeded' } });
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`many${index}`, 1]));
    expect(await one({ externalId, attributes: many })).toMatchObject({ error: { code: 'limit.exceeded' } });
    const person = await read(await one({ externalId }));
    expect(person).toMatchObject({ emails: [], attributes: {} });
    expect(person.tags).toHaveLength(500);
    const { catalog } = await readCatalog(database.db, workspace);
    expect(catalog.attributes.has('many0')).toBe(false);
  });
});

describe('upsertPersons: attributes', () => {
  it('removes with null, empty text, blanks and an empty list', async () => {
    const externalId = fresh();
    await one({ externalId, attributes: { rA: 'x', rB: 'x', rC: 'x', rD: ['x'], rE: 1 } });
    const outcome = await one({
      externalId,
      attributes: { rA: null, rB: '', rC: '  ', rD: [], never: null, blank: '' },
    });
    expect((await read(outcome)).attributes).toEqual({ rE: 1 });
    const { catalog } = await readCatalog(database.db, workspace);
    expect([catalog.attributes.has('never'), catalog.attributes.has('blank')]).toEqual([false, false]);
  });

  it('adds unknown names with the type of the first accepted value', async () => {
    const outcomes = await upsert([
      { externalId: fresh(), attributes: { newOne: 5, city: 5 } },
      { externalId: fresh(), attributes: { newOne: '2026-01-31' } },
      { externalId: fresh(), attributes: { newOne: '2026-02-01' } },
      { externalId: fresh(), attributes: { newOne: 'text' } },
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'created', 'created', 'failed']);
    const { catalog } = await readCatalog(database.db, workspace);
    expect(catalog.attributes.get('newOne')?.type).toBe('date');
  });

  it('guesses every type and gives values back in wire form', async () => {
    const attributes = {
      gDate: '2026-01-31',
      gInstant: '2026-01-31T10:00:00+01:00',
      gNumber: 1.5,
      gFlag: false,
      gList: ['A', 'a', 'b'],
      gObjects: [{ name: 'Rex', seen: '2026-01-31T10:00:00+01:00' }],
      gText: ' Padded ',
      nested: { child: { deep: 'x' }, gone: null },
    };
    const outcome = await one({ externalId: fresh(), attributes });
    expect((await read(outcome)).attributes).toEqual({
      gDate: '2026-01-31',
      gInstant: '2026-01-31T09:00:00.000Z',
      gNumber: 1.5,
      gFlag: false,
      gList: ['A', 'b'],
      gObjects: [{ name: 'Rex', seen: '2026-01-31T09:00:00.000Z' }],
      gText: ' Padded ',
      nested_child_deep: 'x',
    });
    const { catalog } = await readCatalog(database.db, workspace);
    expect(catalog.attributes.get('gObjects')?.fields).toEqual([
      { name: 'name', type: 'text' },
      { name: 'seen', type: 'datetime' },
    ]);
    const more = await one({ externalId: fresh(), attributes: { gObjects: [{ name: 'Max', age: 3 }] } });
    expect((await read(more)).attributes).toEqual({ gObjects: [{ name: 'Max', age: 3 }] });
  });

  it('warns about names that differ in case and instants without an offset', async () => {
    const outcome = await one({
      externalId: fresh(),
      attributes: { City: 'Zadar', noOffset: '2026-01-31T10:00:00' },
    });
    expect(outcome.warnings.map(({ code, path }) => [code, path])).toEqual([
      ['name.similar', '/attributes/City'],
      ['value.no_offset', '/attributes/noOffset'],
    ]);
    expect((await one({ externalId: fresh(), attributes: { City: 'Zadar' } })).warnings).toEqual([]);
  });

  it('refuses unknown names in a strict workspace', async () => {
    const strict = await workspaceOf(true);
    expect(await one({ externalId: 'a', attributes: { citty: 'Zagreb' } }, NOW, strict)).toMatchObject({
      status: 'failed',
      error: { issues: [{ code: 'attribute.unknown', path: '/attributes/citty', suggestions: ['city'] }] },
    });
    expect(await one({ externalId: 'a', attributes: { city: 'Zagreb' } }, NOW, strict)).toMatchObject({
      status: 'created',
    });
  });
});

describe('updatePerson', () => {
  it('changes the person meant, whose identifiers may change', async () => {
    const [a, b] = [fresh(), fresh()];
    const id = idOf(await one({ externalId: a }));
    const outcome = await updatePerson(
      database.db,
      workspace,
      { externalId: a },
      { externalId: b },
      { now: LATER },
    );
    expect(outcome).toMatchObject({ status: 'updated', id });
    expect(await findPerson(database.db, workspace, { externalId: a })).toBeNull();
    expect(await findPerson(database.db, workspace, { externalId: b })).toBe(id);
    expect(await updatePerson(database.db, workspace, { id }, {}, { now: LATER })).toMatchObject({
      status: 'unchanged',
    });
    expect(await updatePerson(database.db, workspace, { externalId: a }, {}, { now: LATER })).toBeNull();
  });

  it('refuses an identifier of somebody else', async () => {
    const [a, b] = [fresh(), fresh()];
    const [first, second] = [idOf(await one({ externalId: a })), idOf(await one({ externalId: b }))];
    const outcome = await updatePerson(
      database.db,
      workspace,
      { id: first },
      { externalId: b },
      { now: NOW },
    );
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'identity.conflict' } });
    expect(JSON.stringify(outcome)).toContain(`person ${second}`);
  });
});

describe('listPersons', () => {
  it('pages newest first and stays stable under writes', async () => {
    const own = await workspaceOf(false);
    await upsert(
      Array.from({ length: 5 }, (_, index) => ({ externalId: `n${index}` })),
      NOW,
      own,
    );
    const first = await listPersons(database.db, own, { limit: 2 });
    expect(first.data.map(({ externalId }) => externalId)).toEqual(['n4', 'n3']);
    await one({ externalId: 'n5' }, NOW, own);
    const second = await listPersons(database.db, own, { limit: 3, cursor: first.nextCursor ?? '' });
    expect(second.data.map(({ externalId }) => externalId)).toEqual(['n2', 'n1', 'n0']);
    expect(second.nextCursor).toBeNull();
  });

  it('searches any part of name, e-mail, phone and external id, folded, without wildcards', async () => {
    const own = await workspaceOf(false);
    await one(
      {
        externalId: 'C_100%',
        email: 'straße@x.io',
        phone: '+385911234567',
        attributes: { firstName: 'Ána', lastName: 'HORVAT' },
      },
      NOW,
      own,
    );
    await one({ externalId: 'other' }, NOW, own);
    const found = async (search: string): Promise<number> =>
      (await listPersons(database.db, own, { limit: 10, search })).data.length;
    for (const search of ['na hor', 'HORVAT', 'STRAßE', '1234', 'c_1', '0%', 'ána'])
      expect(await found(search), search).toBe(1);
    for (const search of ['%a', 'c__1', 'horvat ána', 'ohorvat']) expect(await found(search), search).toBe(0);
    expect(await found('')).toBe(2);
  });

  it('filters by tag, folded', async () => {
    const own = await workspaceOf(false);
    await upsert(
      [
        { externalId: 'a', tags: ['VIP'] },
        { externalId: 'b', tags: ['vips'] },
      ],
      NOW,
      own,
    );
    expect((await listPersons(database.db, own, { limit: 10, tag: 'vip' })).data).toHaveLength(1);
  });
});
