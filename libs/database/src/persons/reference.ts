import { sql, type SQL } from 'drizzle-orm';
import { foldText } from '@satsuma/segment-engine';
import type { Executor } from '../client/client.ts';
import type { Identifier } from './identifiers.ts';

/** Says which person is meant: by id or by one identifier. */
export type PersonReference =
  | { readonly id: number }
  | { readonly externalId: string }
  | { readonly email: string }
  | { readonly phone: string };

/** Reads `12`, `externalId:…`, `email:…` or `phone:…` out of a path; null for anything else, which is nobody. */
export function parsePersonReference(text: string): PersonReference | null {
  if (/^[1-9]\d{0,15}$/.test(text)) {
    const id = Number(text);
    return Number.isSafeInteger(id) ? { id } : null;
  }
  const colon = text.indexOf(':');
  const value = text.slice(colon + 1);
  if (colon < 0 || value === '' || value.includes('\0') || !value.isWellFormed()) return null;
  switch (text.slice(0, colon)) {
    case 'externalId':
      return { externalId: value };
    case 'email':
      return { email: value };
    case 'phone':
      return { phone: value };
    default:
      return null;
  }
}

/** The id of the person meant, old ids and external ids of merged people included; null when there is none. */
export async function findPerson(
  db: Executor,
  workspaceId: number,
  reference: PersonReference,
): Promise<number | null> {
  const [row] = await db.execute<{ id: number }>(
    'id' in reference ? byId(workspaceId, reference.id) : byIdentifier(workspaceId, identifierOf(reference)),
  );
  return row?.id ?? null;
}

const byId = (workspaceId: number, id: number): SQL => sql`
  select id from persons where workspace_id = ${workspaceId} and id = ${id}
  union all select person_id from person_aliases where workspace_id = ${workspaceId} and id = ${id}`;

const byIdentifier = (workspaceId: number, { kind, value }: Pick<Identifier, 'kind' | 'value'>): SQL => sql`
  select person_id as id from person_identifiers
  where workspace_id = ${workspaceId} and kind = ${kind} and value = ${value}`;

/** The identifier that a reference gives, as it is compared. */
export function identifierOf(
  reference: Exclude<PersonReference, { readonly id: number }>,
): Pick<Identifier, 'kind' | 'value'> {
  if ('externalId' in reference) return { kind: 'externalId', value: reference.externalId };
  if ('email' in reference) return { kind: 'email', value: foldText(reference.email) };
  return { kind: 'phone', value: reference.phone };
}
