import fc from 'fast-check';
import type { FieldType } from '../catalog/catalog.ts';
import { addToDay, dayOf, startOfDay } from '../time/zone.ts';
import type { World } from './world.ts';

/*
 * Values for random people and rules. They come from small pools that are full of neighbours: the same text in other
 * spellings, instants a millisecond apart, days around clock changes and leap days.
 */

/** Fields of the items of every list of objects. */
export const FIELDS = {
  name: 'text',
  age: 'integer',
  height: 'decimal',
  born: 'date',
  seen: 'datetime',
  adopted: 'boolean',
  hobbies: 'list',
} as const satisfies Readonly<Record<string, FieldType>>;

export const FIELD_LIST = Object.entries(FIELDS).map(([name, type]) => ({ name, type }));

export const RANDOM_WORLD: World = {
  attributes: {
    city: 'text',
    points: 'integer',
    balance: 'decimal',
    optIn: 'boolean',
    born: 'date',
    joined: 'datetime',
    interests: 'list',
    children: { fields: FIELD_LIST },
  },
  events: {
    purchase: {
      total: 'decimal',
      items: 'integer',
      category: 'text',
      gift: 'boolean',
      labels: 'list',
      paidAt: 'datetime',
      due: 'date',
    },
    visit: { page: 'text' },
  },
  segments: [
    {
      id: 7,
      name: 'Berliners',
      rule: {
        match: 'all',
        conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value: 'berlin' }],
      },
    },
    {
      id: 8,
      name: 'Quiet people',
      rule: {
        match: 'none',
        conditions: [
          { kind: 'event', event: 'visit', window: { kind: 'last', amount: 2, unit: 'day' } },
          { kind: 'segment', segment: 7, operator: 'member' },
        ],
      },
    },
  ],
};

/** Instants around which everything happens: clock changes, the end of February, the turn of a year. */
export const MOMENTS = [
  { now: '2026-03-29T01:30:00.000Z', timeZone: 'Europe/Zagreb' },
  { now: '2026-10-25T00:59:59.999Z', timeZone: 'Europe/Zagreb' },
  { now: '2026-11-01T06:30:00.000Z', timeZone: 'America/New_York' },
  { now: '2024-02-29T12:00:00.000Z', timeZone: 'America/New_York' },
  { now: '2025-02-28T23:30:00.000Z', timeZone: 'Pacific/Auckland' },
  { now: '2026-01-01T00:00:00.000Z', timeZone: 'UTC' },
] as const;

/** Zones in which the same moment is looked at: with and without clock changes, on both halves of the globe. */
export const ZONES = [
  'Europe/Zagreb',
  'America/New_York',
  'Pacific/Auckland',
  'America/Santiago',
  'UTC',
] as const;

export const TEXTS = [
  'berlin',
  'Berlin',
  ' BERLIN ',
  'Straße',
  'STRASSE',
  'straße',
  'İzmir',
  'izmir',
  'ﬁne',
  'fine',
  'Σίσυφος',
  'σίσυφοσ',
  'e\u0301tude',
  'étude',
  'a*b',
  'a_b',
  '50%',
  '\\',
  'x',
  '👍🏽',
  'STRAẞE',
  'ſtrasse',
  'ＢＥＲＬＩＮ',
  'Å',
  '\u212b',
  'a\u00a0b',
  'NULL',
  '{a,"b"}',
];
const NUMBERS = [0, -1, 1, 2, 3, 10, 0.1, 0.2, 0.3, 0.30000000000000004, 1e15, -2.5];
const INTEGERS = [0, -1, 1, 2, 3, 10, 9007199254740991];

export const days = (now: string): fc.Arbitrary<string> =>
  fc
    .oneof(fc.integer({ min: -800, max: 800 }), fc.integer({ min: -40, max: 40 }))
    .map((offset) => new Date(Date.parse(now) + offset * 86_400_000).toISOString().slice(0, 10))
    .chain((day) =>
      fc.constantFrom(day, now.slice(0, 10), '2024-02-29', '2025-02-28', '2026-03-29', '2026-10-25'),
    );

const HOUR = 3_600_000;
const SPANS = [0, 60_000, HOUR, 24 * HOUR, 48 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR];

/** Instants on the edges of windows and of local days, a millisecond beside them, and anywhere. */
export const instants = (now: string): fc.Arbitrary<string> => {
  const at = Date.parse(now);
  const beside = fc.constantFrom(-1, 0, 1);
  const edge = fc.tuple(fc.constantFrom(...SPANS), fc.constantFrom(-1, 1), beside);
  const midnight = fc.tuple(fc.integer({ min: -9, max: 2 }), fc.constantFrom(...ZONES), beside);
  return fc
    .oneof(
      edge.map(([span, direction, off]) => at + direction * span + off),
      midnight.map(([day, zone, off]) => startOfDay(addToDay(dayOf(at, zone), day, 'day'), zone) + off),
      fc.integer({ min: -90 * 24 * HOUR, max: 2 * HOUR }).map((offset) => at + offset),
      fc.integer({ min: -72, max: 72 }).map((hours) => at + hours * HOUR),
    )
    .map((instant) => new Date(instant).toISOString());
};

export const values = (type: FieldType, now: string): fc.Arbitrary<unknown> => {
  switch (type) {
    case 'text':
      return fc.constantFrom(...TEXTS);
    case 'integer':
      return fc.constantFrom(...INTEGERS);
    case 'decimal':
      return fc.constantFrom(...NUMBERS);
    case 'boolean':
      return fc.boolean();
    case 'date':
      return days(now);
    case 'datetime':
      return instants(now);
    case 'list':
      return fc.array(fc.constantFrom(...TEXTS), { maxLength: 4 });
  }
};

/** The value, or in one of five cases nothing. */
export const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 4 });
