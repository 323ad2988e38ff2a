import type { Person } from '@satsuma/contracts';
import { describe, expect, it } from 'vitest';
import { draftOf, personChange } from './person-draft.ts';

const person: Person = {
  id: 1,
  externalId: 'c-1',
  type: 'customer',
  emails: ['a@b.c'],
  phones: [],
  tags: ['vip'],
  attributes: { city: 'Zagreb', points: 3, children: [{ name: 'Mia' }] },
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  lastSeenAt: null,
};

describe('personChange', () => {
  it('sends nothing when nothing changed', () => {
    expect(personChange(person, draftOf(person))).toEqual({});
  });

  it('sends only what changed', () => {
    const draft = {
      ...draftOf(person),
      tags: ['vip', 'gold'],
      attributes: { ...person.attributes, city: 'Split' },
    };
    expect(personChange(person, draft)).toEqual({ tags: ['vip', 'gold'], attributes: { city: 'Split' } });
  });

  it('removes an emptied attribute and does not set one that stays empty', () => {
    const attributes = { ...person.attributes, city: '', nickName: '', points: null };
    expect(personChange(person, { ...draftOf(person), attributes })).toEqual({
      attributes: { city: null, points: null },
    });
  });
});
