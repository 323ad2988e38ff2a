import {
  checkSegmentRule,
  compareSegments,
  createSegment,
  explainSegmentPerson,
  listSegmentPersons,
  previewSegment,
  readSegment,
} from '@satsuma/contracts';
import { buildMembership, trackEvents, upsertPersons } from '@satsuma/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/index.ts';

let api: TestApi;
const people = 30;

beforeAll(async () => {
  api = await startTestApi();
  const { id } = api.workspace;
  const now = api.clock.now();
  const persons = Array.from({ length: people }, (_, n) => ({
    externalId: `p${n}`,
    email: `person${n}@example.com`,
    attributes: { firstName: `Name${n}`, city: n % 3 === 0 ? 'Split' : 'Zagreb', points: n },
  }));
  await upsertPersons(api.database.db, id, persons, { now });
  const events = Array.from({ length: people }, (_, n) => ({
    name: 'purchase',
    person: { externalId: `p${n}` },
    occurredAt: new Date(now.getTime() - (n + 1) * 86_400_000).toISOString(),
    properties: { amount: n },
  }));
  await trackEvents(api.database.db, id, events, { now });
});
afterAll(() => api.stop());

const cityIs = (value: string) => ({
  match: 'all',
  conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value }],
});
const lately = (amount: number) => ({
  match: 'all',
  conditions: [{ kind: 'event', event: 'purchase', window: { kind: 'last', amount, unit: 'day' } }],
});

async function create(name: string, rule: unknown): Promise<string> {
  const { id } = await api.client(createSegment, { body: { name, rule } });
  await buildMembership(api.database, api.workspace.id, id, { now: api.clock.now() });
  return String(id);
}

describe('L3: counts agree', () => {
  it.each([
    ['city', cityIs('split')],
    ['lately', lately(10)],
    ['never', { match: 'none', conditions: lately(10).conditions }],
    ['everyone', { match: 'all', conditions: [{ kind: 'everyone' }] }],
  ])('of preview, size, list and CSV, for %s', async (name, rule) => {
    const { count } = await api.client(previewSegment, { body: { rule } });
    const id = await create(`Counts ${name}`, rule);
    const { size, status } = await api.client(readSegment, { params: { id } });
    const { total, data } = await api.client(listSegmentPersons, { params: { id }, query: { limit: 500 } });
    const csv = await (await api.request(`/v1/segments/${id}/persons.csv`)).text();
    expect({ status, size, total, data: data.length, rows: csv.split('\r\n').length - 2 }).toEqual({
      status: 'ready',
      size: count,
      total: count,
      data: count,
      rows: count,
    });
    expect(count).toBeGreaterThan(0);
  });
});

describe('members', () => {
  it('are listed newest first, paged and searched', async () => {
    const id = await create('Listed', cityIs('Split'));
    const first = await api.client(listSegmentPersons, { params: { id }, query: { limit: 4 } });
    expect(first.data.map(({ externalId }) => externalId)).toEqual(['p27', 'p24', 'p21', 'p18']);
    expect(first.data[0]).toMatchObject({
      attributes: { city: 'Split', points: 27 },
      since: api.clock.now().toISOString(),
    });
    const next = await api.client(listSegmentPersons, {
      params: { id },
      query: { limit: 4, cursor: first.nextCursor ?? '' },
    });
    expect(next.data[0]?.externalId).toBe('p15');
    const found = await api.client(listSegmentPersons, { params: { id }, query: { search: 'PERSON21@' } });
    expect(found).toMatchObject({ total: 1, nextCursor: null, data: [{ externalId: 'p21' }] });
    expect((await api.request(`/v1/segments/${id}/persons?cursor=zzz`)).status).toBe(400);
  });

  it('stream as a CSV file', async () => {
    const id = await create('Ćsv/“file”', cityIs('Split'));
    const reply = await api.request(`/v1/segments/${id}/persons.csv`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''%C4%86sv%20%E2%80%9Cfile%E2%80%9D.csv",
    );
    const lines = (await reply.text()).split('\r\n');
    expect(lines[0]).toMatch(/^id,externalId,type,emails,phones,tags,since,.*city/);
    expect(lines).toHaveLength(12);
    expect(lines[1]).toContain(',p27,customer,person27@example.com,');
  });
});

describe('L9: an explanation', () => {
  it('takes every way to name a person and says why', async () => {
    const id = await create('Explained', {
      match: 'all',
      conditions: [...cityIs('Split').conditions, ...lately(10).conditions],
    });
    const explain = (personId: string) => api.client(explainSegmentPerson, { params: { id, personId } });
    const inside = await explain('externalId:p3');
    expect(inside).toMatchObject({
      member: true,
      since: api.clock.now().toISOString(),
      conditions: [
        { path: '/conditions/0', sentence: 'City is Split', holds: true, evidence: { value: 'Split' } },
        {
          path: '/conditions/1',
          holds: true,
          evidence: { count: 1, newest: [{ properties: { amount: 3 } }] },
        },
      ],
    });
    const outside = await explain('email:PERSON12@example.com');
    expect(outside).toMatchObject({
      member: false,
      conditions: [{ holds: true }, { holds: false, evidence: { count: 0, newest: [] } }],
    });
    expect(outside).not.toHaveProperty('since');
    for (const person of ['999999', 'externalId:nobody', 'x', '0', 'email:', 'externalId:%00']) {
      expect((await api.request(`/v1/segments/${id}/persons/${person}`)).status, person).toBe(404);
    }
  });
});

describe('a check', () => {
  it('answers 200 whatever the rule is', async () => {
    const good = await api.client(checkSegmentRule, { body: { rule: cityIs('Splitt') } });
    expect(good).toMatchObject({
      ok: true,
      issues: [],
      warnings: [{ code: 'value.unseen', suggestions: ['Split'] }],
      sentences: ['City is Splitt'],
      rule: { version: 1 },
    });
    const bad = await api.client(checkSegmentRule, {
      body: {
        rule: {
          match: 'all',
          conditions: [
            { kind: 'attribute', attribute: 'citty', operator: 'is', value: 'x' },
            { kind: 'nonsense' },
          ],
        },
      },
    });
    expect(bad).toMatchObject({
      ok: false,
      issues: [{ path: '/conditions/0/attribute', suggestions: ['city'] }, { path: '/conditions/1/kind' }],
      sentences: [],
    });
    expect(bad).not.toHaveProperty('rule');
    for (const rule of [
      null,
      7,
      'x',
      [],
      { match: 'all', conditions: 'x' },
      {
        match: 'all',
        conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value: 'a\u0000' }],
      },
    ]) {
      const reply = await api.request('/v1/segments/check', { method: 'POST', body: { rule } });
      expect(reply.status, JSON.stringify(rule)).toBe(200);
      expect(await reply.json()).toMatchObject({ ok: false });
    }
    expect((await api.request('/v1/segments/check', { method: 'POST', body: {} })).status).toBe(400);
  });
});

describe('a preview', () => {
  it('counts, per condition too, and shows people only to who may see them', async () => {
    const rule = {
      match: 'any',
      conditions: [...cityIs('Split').conditions, { match: 'none', conditions: lately(20).conditions }],
    };
    const full = await api.client(previewSegment, { body: { rule, exact: true, sampleSize: 100 } });
    expect(full).toMatchObject({ count: 18, exact: true, asOf: api.clock.now().toISOString() });
    expect(full.conditions).toEqual([
      { path: '/conditions/0', count: 10 },
      { path: '/conditions/1', count: 11 },
      { path: '/conditions/1/conditions/0', count: 19 },
    ]);
    expect(full.sample).toHaveLength(full.count);
    const blind = api.clientOf(await api.createKey('segments:read'));
    expect(await blind(previewSegment, { body: { rule } })).toMatchObject({ count: full.count, sample: [] });
  });

  it('looks at another instant', async () => {
    const at = async (asOf: string) =>
      (await api.client(previewSegment, { body: { rule: lately(10), asOf } })).count;
    const day = 86_400_000;
    expect(await at(new Date(api.clock.now().getTime() - 20 * day).toISOString())).toBe(10);
    expect(await at('1990-01-01T00:00:00+02:00')).toBe(0);
    expect(await at('0001-01-01T00:00:00Z')).toBe(0);
    for (const asOf of ['yesterday', '2026-01-01', '2026-13-01T00:00:00Z', '']) {
      expect(
        (await api.request('/v1/segments/preview', { method: 'POST', body: { rule: lately(1), asOf } }))
          .status,
        asOf,
      ).toBe(400);
    }
  });

  it.each([
    {},
    { rule: cityIs('x'), sampleSize: 101 },
    { rule: cityIs('x'), sampleSize: -1 },
    { rule: cityIs('x'), exact: 'yes' },
    { rule: cityIs('x'), size: 1 },
  ])('refuses the body %j', async (body) => {
    expect((await api.request('/v1/segments/preview', { method: 'POST', body })).status).toBe(400);
  });

  it('L1: refuses a rule that does not pass the check, with pointers from its root', async () => {
    const reply = await api.request('/v1/segments/preview', {
      method: 'POST',
      body: {
        rule: {
          match: 'all',
          conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value: 5 }],
        },
      },
    });
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({
      code: 'rule.invalid',
      issues: [{ path: '/conditions/0/value' }],
    });
  });

  it('may be asked for in any words', async () => {
    for (const value of [`'; drop table persons; --`, '<b>', '%', '_', '\\', '"', '$1', '{}', 'a\nb']) {
      expect(await api.client(previewSegment, { body: { rule: cityIs(value) } })).toMatchObject({ count: 0 });
    }
  });
});

describe('a comparison', () => {
  it('takes segments and rules', async () => {
    const id = Number(await create('Compared', cityIs('Split')));
    expect(await api.client(compareSegments, { body: { a: id, b: lately(10) } })).toEqual({
      both: 3,
      onlyA: 7,
      onlyB: 6,
    });
    const status = async (body: unknown) =>
      (await api.request('/v1/segments/compare', { method: 'POST', body })).status;
    expect(await status({ a: 424242, b: id })).toBe(404);
    expect(await status({ a: {}, b: id })).toBe(422);
    expect(await status({ a: 'x', b: id })).toBe(400);
    expect(await status({ a: id })).toBe(400);
  });
});
