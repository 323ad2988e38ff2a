import { describe, expect, it } from 'vitest';
import type { Catalog } from '@satsuma/segment-engine';
import { checkMapping, type MappingContext } from './check-mapping.ts';
import type { ImportMapping } from './import-mapping.ts';

const catalog: Catalog = {
  attributes: new Map([
    ['age', { name: 'age', label: 'Age', type: 'integer', source: { kind: 'facts', key: '1' } }],
  ]),
  events: new Map([
    [
      'purchase',
      {
        name: 'purchase',
        label: 'Purchase',
        id: 1,
        properties: new Map([['amount', { name: 'amount', label: 'Amount', type: 'decimal', key: '2' }]]),
      },
    ],
  ]),
  segments: new Map(),
};

const check = (mapping: ImportMapping, context: Partial<MappingContext> = {}) =>
  checkMapping(mapping, { kind: 'persons', catalog, strict: false, ...context }).map(({ code, path }) => [
    code,
    path,
  ]);

const id = { to: 'externalId' } as const;

describe('checkMapping', () => {
  it('takes what can start', () => {
    expect(
      check({ columns: { id, age: { to: 'attribute', type: 'integer' }, x: { to: 'ignore' } } }),
    ).toEqual([]);
    expect(
      check(
        { event: 'visit', columns: { id, at: { to: 'occurredAt', timeZone: 'Europe/Zagreb' } } },
        { kind: 'events' },
      ),
    ).toEqual([]);
  });

  it('needs to know who is meant, and which event', () => {
    expect(check({ columns: { age: { to: 'attribute' } } })).toEqual([
      ['mapping.person_missing', '/mapping/columns'],
    ]);
    expect(check({ columns: { x: { to: 'ignore' } } }, { kind: 'events' })).toEqual([
      ['mapping.person_missing', '/mapping/columns'],
      ['mapping.event_missing', '/mapping/event'],
    ]);
  });

  it('refuses what does not go with the kind', () => {
    expect(check({ event: 'x', columns: { id, a: { to: 'property' } } })).toEqual([
      ['mapping.target', '/mapping/event'],
      ['mapping.target', '/mapping/columns/a/to'],
    ]);
    expect(check({ event: 'x', columns: { id, a: { to: 'attribute' } } }, { kind: 'events' })).toEqual([
      ['mapping.target', '/mapping/columns/a/to'],
    ]);
    expect(check({ format: 'ndjson', delimiter: ';', columns: { id } })).toEqual([
      ['mapping.delimiter', '/mapping/delimiter'],
    ]);
  });

  it('refuses two columns for one thing', () => {
    expect(
      check({
        columns: {
          id,
          other: id,
          a: { to: 'attribute', name: 'b' },
          b: { to: 'attribute' },
          c: { to: 'attribute' },
        },
      }),
    ).toEqual([
      ['mapping.duplicate', '/mapping/columns/other/to'],
      ['mapping.duplicate', '/mapping/columns/b/to'],
    ]);
    expect(check({ event: 'x', columns: { id, e: { to: 'eventName' } } }, { kind: 'events' })).toEqual([
      ['mapping.event_twice', '/mapping/event'],
    ]);
  });

  it('refuses types that the catalog contradicts, names that are none, zones that do not exist', () => {
    expect(
      check({
        columns: {
          id,
          age: { to: 'attribute', type: 'text' },
          'a/b c': { to: 'attribute' },
          lastSeenAt: { to: 'attribute' },
          mail: { to: 'attribute', name: 'email' },
        },
      }),
    ).toEqual([
      ['mapping.type', '/mapping/columns/age/type'],
      ['mapping.name', '/mapping/columns/a~1b c/name'],
      ['mapping.name', '/mapping/columns/lastSeenAt/name'],
      ['mapping.name', '/mapping/columns/mail/name'],
    ]);
    const columns: ImportMapping['columns'] = {
      id,
      at: { to: 'occurredAt', timeZone: 'Mars/Olympus' },
      amount: { to: 'property', type: 'integer' },
      list: { to: 'property', type: 'objects' },
    };
    expect(check({ event: 'purchase', columns }, { kind: 'events' })).toEqual([
      ['mapping.time_zone', '/mapping/columns/at/timeZone'],
      ['mapping.type', '/mapping/columns/amount/type'],
      ['mapping.type', '/mapping/columns/list/type'],
    ]);
  });

  it('L1: a strict workspace takes known names only', () => {
    const strict = { strict: true };
    expect(check({ columns: { id, agee: { to: 'attribute' } } }, strict)).toEqual([
      ['mapping.unknown_attribute', '/mapping/columns/agee/name'],
    ]);
    expect(check({ event: 'purchas', columns: { id } }, { ...strict, kind: 'events' })).toEqual([
      ['mapping.unknown_event', '/mapping/event'],
    ]);
    expect(
      check({ event: 'purchase', columns: { id, amout: { to: 'property' } } }, { ...strict, kind: 'events' }),
    ).toEqual([['mapping.unknown_property', '/mapping/columns/amout/name']]);
  });
});
