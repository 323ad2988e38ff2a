import type { Person } from '@satsuma/contracts';

type Named = Pick<Person, 'id' | 'externalId' | 'emails' | 'phones' | 'attributes'>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** What to call a person: the name, else the first identifier there is. Never empty. */
export function personName(person: Named): string {
  const { firstName, lastName, nickName } = person.attributes;
  const name = [textOf(firstName), textOf(lastName)].filter((part) => part !== '').join(' ');
  return (
    name ||
    textOf(nickName) ||
    person.emails[0] ||
    person.externalId ||
    person.phones[0] ||
    `Person ${person.id}`
  );
}

/** A second line below the name: an identifier that the name does not say already. */
export function personHint(person: Named): string | null {
  const name = personName(person);
  return [person.emails[0], person.externalId, person.phones[0]].find((one) => one && one !== name) ?? null;
}

/** One or two letters for an avatar. */
export function personInitials(person: Named): string {
  const letters = personName(person)
    .split(/[\s@._-]+/u)
    .map((word) => [...word][0] ?? '')
    .filter((letter) => /\p{L}/u.test(letter));
  return letters.slice(0, 2).join('').toUpperCase() || '#';
}
