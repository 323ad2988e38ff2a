import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { REQUEST_LIMITS } from '../limits.ts';
import { Instant, PageQuery, SearchQuery, pageOf, textUpTo, anyObject } from '../paging.ts';
import { ItemProblem, Warning } from '../problem.ts';
import { ana, purchase } from './persons.examples.ts';

export const PersonType = z.enum(['customer', 'lead']);
export type PersonType = z.infer<typeof PersonType>;

export const Person = z
  .object({
    id: z.int(),
    externalId: z.string().nullable(),
    type: PersonType,
    emails: z.array(z.string()),
    phones: z.array(z.string()),
    tags: z.array(z.string()),
    attributes: z.record(z.string(), z.unknown()),
    createdAt: Instant,
    updatedAt: Instant,
    lastSeenAt: Instant.nullable().meta({ description: 'Time of the newest event' }),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

const text = z.string();

/** One person as programs send it; values are checked against the catalog afterwards. */
export const PersonInput = z
  .strictObject({
    externalId: text.optional(),
    email: text.optional().meta({ description: 'Added to the addresses the person has' }),
    phone: text.optional().meta({ description: 'E.164; added to the numbers the person has' }),
    emails: z.array(text).optional().meta({ description: 'Replaces all addresses' }),
    phones: z.array(text).optional().meta({ description: 'Replaces all numbers' }),
    type: PersonType.optional(),
    tags: z.array(text).optional().meta({ description: 'Replaces all tags' }),
    addTags: z.array(text).optional(),
    removeTags: z.array(text).optional(),
    attributes: anyObject('By name; checked against the catalog').optional(),
  })
  .meta({ id: 'PersonInput' });
export type PersonInput = z.infer<typeof PersonInput>;

/** A person in a path: the id, or `externalId:…`, `email:…`, `phone:…`. */
export const PersonParam = z.object({
  id: z.string().meta({ description: 'The id, or `externalId:…`, `email:…`, `phone:…`' }),
});

const personReply = Person.extend({ warnings: z.array(Warning).optional() }).meta({ id: 'PersonReply' });

export const upsertPerson = defineEndpoint({
  id: 'upsertPerson',
  method: 'POST',
  path: '/v1/persons',
  tag: 'People',
  summary: 'Create a person or change the one that has a given identifier',
  access: 'persons:write',
  body: PersonInput,
  status: 200,
  otherStatuses: [201],
  reply: personReply,
  problems: ['identity.conflict', 'limit.exceeded'],
  example: {
    body: {
      externalId: 'c-1001',
      email: 'ana@example.com',
      attributes: { city: 'Zagreb', loyaltyPoints: 120 },
    },
    reply: ana,
  },
});

export const upsertPersons = defineEndpoint({
  id: 'upsertPersons',
  method: 'POST',
  path: '/v1/persons/batch',
  tag: 'People',
  summary: 'Create or change up to 1,000 people; good ones land whatever the others are',
  access: 'persons:write',
  body: z.strictObject({ persons: z.array(z.unknown()).min(1) }),
  bodyLimit: REQUEST_LIMITS.batchBodyBytes,
  status: 200,
  reply: z.object({
    results: z.array(
      z.object({
        index: z.int(),
        status: z.enum(['created', 'updated', 'unchanged', 'failed']),
        id: z.int().optional(),
        error: ItemProblem.optional(),
      }),
    ),
    warnings: z.array(Warning).optional(),
  }),
  problems: ['limit.exceeded'],
  example: {
    body: { persons: [{ externalId: 'c-1001', attributes: { city: 'Zagreb' } }] },
    reply: { results: [{ index: 0, status: 'created', id: 1001 }] },
  },
});

export const listPersons = defineEndpoint({
  id: 'listPersons',
  method: 'GET',
  path: '/v1/persons',
  tag: 'People',
  summary: 'List people, newest first',
  access: 'persons:read',
  query: z.strictObject({ ...PageQuery, ...SearchQuery, tag: textUpTo(256).optional() }),
  status: 200,
  reply: pageOf(Person),
  example: { reply: { data: [ana], nextCursor: null } },
});

export const readPerson = defineEndpoint({
  id: 'readPerson',
  method: 'GET',
  path: '/v1/persons/{id}',
  tag: 'People',
  summary: 'Read one person',
  access: 'persons:read',
  params: PersonParam,
  status: 200,
  reply: Person,
  example: { reply: ana },
});

export const updatePerson = defineEndpoint({
  id: 'updatePerson',
  method: 'PATCH',
  path: '/v1/persons/{id}',
  tag: 'People',
  summary: 'Change one person',
  access: 'persons:write',
  params: PersonParam,
  body: PersonInput,
  status: 200,
  reply: personReply,
  problems: ['identity.conflict', 'limit.exceeded'],
  example: {
    body: { addTags: ['vip'], attributes: { city: 'Split' } },
    reply: { ...ana, tags: ['newsletter', 'vip'], attributes: { ...ana.attributes, city: 'Split' } },
  },
});

export const deletePerson = defineEndpoint({
  id: 'deletePerson',
  method: 'DELETE',
  path: '/v1/persons/{id}',
  tag: 'People',
  summary: 'Delete a person with all events and memberships',
  access: 'persons:write',
  params: PersonParam,
  status: 204,
});

const PersonReference = z.union([
  z.int(),
  z.strictObject({ id: z.int() }),
  z.strictObject({ externalId: text }),
  z.strictObject({ email: text }),
  z.strictObject({ phone: text }),
]);
export type PersonReference = z.infer<typeof PersonReference>;

export const mergePersons = defineEndpoint({
  id: 'mergePersons',
  method: 'POST',
  path: '/v1/persons/merge',
  tag: 'People',
  summary: 'Merge one person into another, who survives',
  access: 'persons:write',
  body: z.strictObject({ from: PersonReference, into: PersonReference }),
  status: 200,
  reply: Person,
  problems: ['not_found', 'limit.exceeded'],
  example: { body: { from: { email: 'ana.old@example.com' }, into: { externalId: 'c-1001' } }, reply: ana },
});

export const TimelineEvent = z
  .object({
    id: z.int(),
    name: z.string(),
    occurredAt: Instant,
    properties: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEvent' });
export type TimelineEvent = z.infer<typeof TimelineEvent>;

export const listPersonEvents = defineEndpoint({
  id: 'listPersonEvents',
  method: 'GET',
  path: '/v1/persons/{id}/events',
  tag: 'People',
  summary: "A person's timeline, newest first",
  access: 'persons:read',
  params: PersonParam,
  query: z.strictObject({ ...PageQuery, name: textUpTo(128).optional() }),
  status: 200,
  reply: pageOf(TimelineEvent),
  example: { reply: { data: [purchase], nextCursor: null } },
});

export const listPersonSegments = defineEndpoint({
  id: 'listPersonSegments',
  method: 'GET',
  path: '/v1/persons/{id}/segments',
  tag: 'People',
  summary: 'Segments that the person is in',
  access: 'persons:read',
  params: PersonParam,
  query: z.strictObject(PageQuery),
  status: 200,
  reply: pageOf(z.object({ id: z.int(), name: z.string(), since: Instant })),
  example: {
    reply: {
      data: [{ id: 12, name: 'Fans of the coast', since: '2026-03-01T09:30:00.000Z' }],
      nextCursor: null,
    },
  },
});
