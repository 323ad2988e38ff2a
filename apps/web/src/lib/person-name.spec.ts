import { describe, expect, it } from 'vitest';
import { personHint, personInitials, personName } from './person-name.ts';

const nobody = { id: 7, externalId: null, emails: [], phones: [], attributes: {} };

describe('what to call a person', () => {
  it.each([
    [{ attributes: { firstName: 'Ana', lastName: 'Horvat' } }, 'Ana Horvat', 'AH'],
    [{ attributes: { lastName: 'Horvat' } }, 'Horvat', 'H'],
    [{ attributes: { firstName: '  ', nickName: 'Žuži' } }, 'Žuži', 'Ž'],
    [{ emails: ['ana.horvat@example.com'] }, 'ana.horvat@example.com', 'AH'],
    [{ externalId: 'c-1', phones: ['+38591'] }, 'c-1', 'C'],
    [{ phones: ['+38591'] }, '+38591', '#'],
    [{}, 'Person 7', 'P'],
  ])('%j', (known, name, initials) => {
    const person = { ...nobody, ...known };
    expect(personName(person)).toBe(name);
    expect(personInitials(person)).toBe(initials);
  });

  it('adds an identifier that the name does not say', () => {
    expect(personHint({ ...nobody, emails: ['a@b.c'], externalId: 'c-1' })).toBe('c-1');
    expect(personHint({ ...nobody, emails: ['a@b.c'] })).toBeNull();
  });
});
