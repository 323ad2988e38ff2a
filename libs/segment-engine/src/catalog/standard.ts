import type { AttributeDefinition, ValueType } from './catalog.ts';

const fact = (name: string, label: string, type: ValueType, multiple = false): AttributeDefinition => ({
  name,
  label,
  type,
  ...(multiple ? { multiple } : {}),
  source: { kind: 'facts', key: name },
});

const column = (name: 'createdAt' | 'updatedAt' | 'lastSeenAt', label: string): AttributeDefinition => ({
  name,
  label,
  type: 'datetime',
  source: { kind: 'column', column: name },
});

/** What rules read of every person beside attributes. Programs set these by fields of their own, not as attributes. */
export const SYSTEM_ATTRIBUTES: readonly AttributeDefinition[] = [
  fact('externalId', 'External id', 'text'),
  { ...fact('type', 'Type', 'text'), knownValues: ['customer', 'lead'] },
  fact('email', 'E-mail', 'text', true),
  fact('phone', 'Phone', 'text', true),
  fact('tags', 'Tags', 'list'),
  column('createdAt', 'Created'),
  column('updatedAt', 'Updated'),
  column('lastSeenAt', 'Last seen'),
];

export interface StandardAttribute {
  readonly name: string;
  readonly label: string;
  readonly type: ValueType;
}

/** Attributes that every workspace has from the start. */
export const STANDARD_ATTRIBUTES: readonly StandardAttribute[] = [
  { name: 'firstName', label: 'First name', type: 'text' },
  { name: 'middleName', label: 'Middle name', type: 'text' },
  { name: 'lastName', label: 'Last name', type: 'text' },
  { name: 'nickName', label: 'Nickname', type: 'text' },
  { name: 'gender', label: 'Gender', type: 'text' },
  { name: 'birthDate', label: 'Birth date', type: 'date' },
  { name: 'address', label: 'Address', type: 'text' },
  { name: 'city', label: 'City', type: 'text' },
  { name: 'country', label: 'Country', type: 'text' },
  { name: 'preferredLanguage', label: 'Language', type: 'text' },
  { name: 'profilePicture', label: 'Profile picture', type: 'text' },
  { name: 'pushEnabled', label: 'Push enabled', type: 'boolean' },
];
