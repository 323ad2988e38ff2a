import { describe, expect, it } from 'vitest';
import type { ValueType } from '@satsuma/segment-engine';
import type { Row } from '../file/read-rows.ts';
import type { ColumnPlan } from './column-plan.ts';
import { convertValue } from './convert-cell.ts';
import { eventOf, personOf } from './convert-row.ts';
import { momentReader } from './occurred-at.ts';

const row = (values: Record<string, unknown>): Row => ({
  line: 2,
  next: { offset: 10, line: 3 },
  values: new Map(Object.entries(values)),
  problem: null,
});
const unknown = () => undefined;

describe('convertValue', () => {
  it.each<[ValueType, unknown, unknown]>([
    ['text', ' Ana ', ' Ana '],
    ['text', 5, '5'],
    ['integer', ' 42 ', 42],
    ['integer', '7.0', 7],
    ['integer', '-3', -3],
    ['decimal', '29.85', 29.85],
    ['decimal', '1e3', 1000],
    ['boolean', 'TRUE', true],
    ['boolean', 'no', false],
    ['date', '2024-02-29', '2024-02-29'],
    ['datetime', '2024-02-29 10:00:00Z', '2024-02-29T10:00:00Z'],
    ['list', 'a; b;c', ['a', 'b', 'c']],
    ['list', '["a;b"]', ['a;b']],
    ['objects', '[{"a":1}]', [{ a: 1 }]],
    ['decimal', ' ', null],
    ['text', '\u00A0', null],
    ['decimal', 1.5, 1.5],
    ['date', null, null],
  ])('%s: %j becomes %j', (type, raw, value) => expect(convertValue(type, raw)).toEqual({ ok: true, value }));

  it.each<[ValueType, string]>([
    ['integer', '1.5'],
    ['integer', '1,000'],
    ['integer', '0x10'],
    ['decimal', '29,85'],
    ['decimal', 'NaN'],
    ['boolean', 'maybe'],
    ['date', '31.01.2024'],
    ['date', '2023-02-29'],
    ['datetime', '2024-01-01T10:00:00'],
    ['objects', '{broken'],
  ])('L1: %s: %j does not fit, and the message does not repeat it', (type, raw) => {
    const converted = convertValue(type, raw);
    expect(converted).toMatchObject({ ok: false, code: 'value.type' });
    expect(JSON.stringify(converted)).not.toContain(raw);
  });
});

describe('momentReader', () => {
  it('reads days and local times as clocks in the zone show them', () => {
    const read = momentReader('Europe/Zagreb');
    expect(read('2024-07-01')).toBe('2024-06-30T22:00:00.000Z');
    expect(read('2024-01-01 10:30')).toBe('2024-01-01T09:30:00.000Z');
    expect(read('2024-03-31T02:30:00')).toBe('2024-03-31T01:30:00.000Z');
    expect(read('2024-10-27T02:30:00')).toBe('2024-10-27T00:30:00.000Z');
    expect(read('2024-07-01T10:00:00.1239+0000')).toBe('2024-07-01T10:00:00.123Z');
  });

  it('reads a day as midnight in UTC', () =>
    expect(momentReader('UTC')('1997-01-01')).toBe('1997-01-01T00:00:00.000Z'));

  it.each(['2024-02-30', '2024-01-01 25:00', '01/02/2024', '1704067200', ''])('does not read %j', (text) =>
    expect(momentReader('UTC')(text)).toBeNull(),
  );
});

describe('personOf', () => {
  const plans: ColumnPlan[] = [
    { column: 'id', to: 'externalId' },
    { column: 'mail', to: 'email' },
    { column: 'labels', to: 'tags' },
    { column: 'TotalCharges', to: 'attribute', name: 'TotalCharges', type: 'decimal' },
  ];

  it('leaves blank identifiers out and removes what is blank', () => {
    expect(personOf(row({ id: ' 7 ', mail: '', labels: ' ', TotalCharges: ' ' }), plans, unknown)).toEqual({
      ok: true,
      input: { externalId: '7', tags: [], attributes: { TotalCharges: null } },
    });
  });

  it('leaves alone what a line of NDJSON does not mention', () => {
    expect(personOf(row({ id: 7 }), plans, unknown)).toEqual({ ok: true, input: { externalId: '7' } });
  });

  it('lets the type of the catalog go before that of the mapping', () => {
    const values = { id: '7', TotalCharges: '5' };
    expect(personOf(row(values), plans, () => 'text')).toMatchObject({
      input: { attributes: { TotalCharges: '5' } },
    });
  });

  it('L10: says everything that is wrong with a row', () => {
    expect(personOf(row({ id: true, TotalCharges: 'much' }), plans, unknown)).toMatchObject({
      ok: false,
      problems: [{ column: 'id' }, { column: 'TotalCharges', code: 'value.type' }],
    });
  });
});

describe('eventOf', () => {
  const plans: ColumnPlan[] = [
    { column: 'who', to: 'externalId' },
    { column: 'what', to: 'eventName' },
    { column: 'when', to: 'occurredAt', read: momentReader('UTC') },
    { column: 'n', to: 'property', name: 'quantity', type: 'integer' },
  ];

  it('makes an event of a row', () => {
    const values = { who: '00001', what: 'purchase', when: '1997-01-01', n: '2' };
    expect(eventOf(row(values), plans, undefined, () => unknown)).toEqual({
      ok: true,
      input: {
        name: 'purchase',
        person: { externalId: '00001' },
        occurredAt: '1997-01-01T00:00:00.000Z',
        properties: { quantity: 2 },
      },
    });
  });

  it('refuses an event without a name or a time: it is not made one of now', () => {
    expect(eventOf(row({ who: '1', what: ' ', when: '' }), plans, undefined, () => unknown)).toMatchObject({
      ok: false,
      problems: [
        { column: 'when', code: 'row.incomplete' },
        { column: 'what', code: 'row.incomplete' },
      ],
    });
  });
});
