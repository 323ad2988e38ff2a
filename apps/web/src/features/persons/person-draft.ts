import type { Person, PersonInput, PersonType } from '@satsuma/contracts';

/** What the form about a person holds. An attribute that is null is to be removed. */
export interface PersonDraft {
  readonly externalId: string;
  readonly type: PersonType;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

export const draftOf = (person: Person): PersonDraft => ({
  externalId: person.externalId ?? '',
  type: person.type,
  emails: person.emails,
  phones: person.phones,
  tags: person.tags,
  attributes: person.attributes,
});

/** Only what differs from the person, so that nothing is overwritten that somebody else changes meanwhile. */
export function personChange(person: Person, draft: PersonDraft): PersonInput {
  const attributes = Object.fromEntries(
    Object.entries(draft.attributes)
      .filter(([name, value]) => !isSame(value, person.attributes[name]))
      .map(([name, value]) => [name, isEmpty(value) ? null : value]),
  );
  return {
    ...(draft.externalId.trim() !== (person.externalId ?? '') ? { externalId: draft.externalId.trim() } : {}),
    ...(draft.type !== person.type ? { type: draft.type } : {}),
    ...changed('emails', person.emails, draft.emails),
    ...changed('phones', person.phones, draft.phones),
    ...changed('tags', person.tags, draft.tags),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

function changed(
  name: 'emails' | 'phones' | 'tags',
  before: readonly string[],
  after: readonly string[],
): PersonInput {
  return isSame(before, after) ? {} : { [name]: [...after] };
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const isSame = (a: unknown, b: unknown): boolean =>
  (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);
