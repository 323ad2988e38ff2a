import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { REQUEST_LIMITS } from '../limits.ts';
import { PageQuery, SearchQuery, pageOf, textUpTo } from '../paging.ts';
import { loyaltyTier, purchaseDefinition } from './catalog.examples.ts';

export const FieldType = z.enum(['text', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'list']);
export type FieldType = z.infer<typeof FieldType>;
export const ValueType = z.enum([...FieldType.options, 'objects']);
export type ValueType = z.infer<typeof ValueType>;

const label = textUpTo(REQUEST_LIMITS.label);
const description = textUpTo(REQUEST_LIMITS.description);
const synonyms = z.array(textUpTo(REQUEST_LIMITS.synonym, 1)).max(REQUEST_LIMITS.synonyms);
const Field = z.strictObject({ name: z.string(), type: FieldType });

export const Attribute = z
  .object({
    name: z.string(),
    label: z.string(),
    description: z.string(),
    type: ValueType,
    synonyms: z.array(z.string()),
    sensitive: z.boolean(),
    fields: z.array(z.object({ name: z.string(), type: FieldType })).optional(),
    origin: z.enum(['system', 'standard', 'custom']).meta({
      description: 'system: kept by Satsuma itself; standard: in every workspace; custom: added by you',
    }),
  })
  .meta({ id: 'Attribute' });
export type Attribute = z.infer<typeof Attribute>;

export const Property = z
  .object({
    name: z.string(),
    type: FieldType,
    label: z.string(),
    description: z.string(),
    synonyms: z.array(z.string()),
    sensitive: z.boolean(),
  })
  .meta({ id: 'Property' });
export type Property = z.infer<typeof Property>;

export const EventDefinition = z
  .object({
    name: z.string(),
    label: z.string(),
    description: z.string(),
    synonyms: z.array(z.string()),
    properties: z.array(Property),
  })
  .meta({ id: 'EventDefinition' });
export type EventDefinition = z.infer<typeof EventDefinition>;

const texts = { label: label.optional(), description: description.optional(), synonyms: synonyms.optional() };
const PropertyInput = z.strictObject({
  name: z.string(),
  type: FieldType,
  ...texts,
  sensitive: z.boolean().optional(),
});
/** In a change, a property that exists is named alone or with its unchanged type. */
const PropertyChange = PropertyInput.extend({ type: FieldType.optional() });

export const CreateAttributeRequest = z
  .strictObject({
    name: z.string(),
    type: ValueType,
    ...texts,
    sensitive: z.boolean().optional(),
    fields: z.array(Field).optional(),
  })
  .meta({ id: 'CreateAttributeRequest' });
export type CreateAttributeRequest = z.infer<typeof CreateAttributeRequest>;

export const UpdateAttributeRequest = z
  .strictObject({
    ...texts,
    sensitive: z.boolean().optional(),
    fields: z.array(Field).optional(),
    name: z.string().optional(),
    type: ValueType.optional(),
  })
  .meta({ id: 'UpdateAttributeRequest', description: '`name` and `type` may be sent but not changed' });
export type UpdateAttributeRequest = z.infer<typeof UpdateAttributeRequest>;

export const CreateEventDefinitionRequest = z
  .strictObject({ name: z.string(), ...texts, properties: z.array(PropertyInput).optional() })
  .meta({ id: 'CreateEventDefinitionRequest' });
export type CreateEventDefinitionRequest = z.infer<typeof CreateEventDefinitionRequest>;

export const UpdateEventDefinitionRequest = z
  .strictObject({ ...texts, name: z.string().optional(), properties: z.array(PropertyChange).optional() })
  .meta({ id: 'UpdateEventDefinitionRequest' });
export type UpdateEventDefinitionRequest = z.infer<typeof UpdateEventDefinitionRequest>;

const NameParam = z.object({ name: z.string() });
const PropertyParam = z.object({ name: z.string(), property: z.string() });
const ListQuery = z.strictObject({ ...PageQuery, ...SearchQuery });
const ValuesQuery = z.strictObject({
  q: textUpTo(REQUEST_LIMITS.search).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
const ValuesReply = z.object({ data: z.array(z.object({ value: z.string(), count: z.int() })) });

export const listAttributes = defineEndpoint({
  id: 'listAttributes',
  method: 'GET',
  path: '/v1/attributes',
  tag: 'Catalog',
  summary: 'List attributes by name',
  access: 'segments:read',
  query: ListQuery,
  status: 200,
  reply: pageOf(Attribute),
  example: { reply: { data: [loyaltyTier], nextCursor: null } },
});

export const createAttribute = defineEndpoint({
  id: 'createAttribute',
  method: 'POST',
  path: '/v1/attributes',
  tag: 'Catalog',
  summary: 'Define an attribute',
  access: 'admin',
  body: CreateAttributeRequest,
  status: 201,
  reply: Attribute,
  problems: ['catalog.in_use', 'limit.exceeded'],
  example: {
    body: { name: 'loyaltyTier', label: 'Loyalty tier', type: 'text', synonyms: ['loyalty level'] },
    reply: loyaltyTier,
  },
});

export const readAttribute = defineEndpoint({
  id: 'readAttribute',
  method: 'GET',
  path: '/v1/attributes/{name}',
  tag: 'Catalog',
  summary: 'Read one attribute',
  access: 'segments:read',
  params: NameParam,
  status: 200,
  reply: Attribute,
  example: { reply: loyaltyTier },
});

export const updateAttribute = defineEndpoint({
  id: 'updateAttribute',
  method: 'PATCH',
  path: '/v1/attributes/{name}',
  tag: 'Catalog',
  summary: 'Change everything of an attribute but its name and type; fields may be added',
  access: 'admin',
  params: NameParam,
  body: UpdateAttributeRequest,
  status: 200,
  reply: Attribute,
  problems: ['catalog.type_fixed', 'limit.exceeded'],
  example: { body: { label: 'Loyalty tier', synonyms: ['loyalty level'] }, reply: loyaltyTier },
});

export const deleteAttribute = defineEndpoint({
  id: 'deleteAttribute',
  method: 'DELETE',
  path: '/v1/attributes/{name}',
  tag: 'Catalog',
  summary: 'Delete an attribute with its values',
  access: 'admin',
  params: NameParam,
  status: 204,
  problems: ['catalog.in_use'],
});

export const listAttributeValues = defineEndpoint({
  id: 'listAttributeValues',
  method: 'GET',
  path: '/v1/attributes/{name}/values',
  tag: 'Catalog',
  summary:
    'The most frequent values that contain `q`, with the number of people having each; none for sensitive ones',
  access: 'segments:read',
  params: NameParam,
  query: ValuesQuery,
  status: 200,
  reply: ValuesReply,
  example: {
    reply: {
      data: [
        { value: 'gold', count: 420 },
        { value: 'silver', count: 96 },
      ],
    },
  },
});

export const listEventDefinitions = defineEndpoint({
  id: 'listEventDefinitions',
  method: 'GET',
  path: '/v1/events/definitions',
  tag: 'Catalog',
  summary: 'List event definitions by name',
  access: 'segments:read',
  query: ListQuery,
  status: 200,
  reply: pageOf(EventDefinition),
  example: { reply: { data: [purchaseDefinition], nextCursor: null } },
});

export const createEventDefinition = defineEndpoint({
  id: 'createEventDefinition',
  method: 'POST',
  path: '/v1/events/definitions',
  tag: 'Catalog',
  summary: 'Define an event',
  access: 'admin',
  body: CreateEventDefinitionRequest,
  status: 201,
  reply: EventDefinition,
  problems: ['catalog.in_use', 'limit.exceeded'],
  example: {
    body: { name: 'purchase', label: 'Purchase', properties: [{ name: 'total', type: 'decimal' }] },
    reply: purchaseDefinition,
  },
});

export const readEventDefinition = defineEndpoint({
  id: 'readEventDefinition',
  method: 'GET',
  path: '/v1/events/definitions/{name}',
  tag: 'Catalog',
  summary: 'Read one event definition',
  access: 'segments:read',
  params: NameParam,
  status: 200,
  reply: EventDefinition,
  example: { reply: purchaseDefinition },
});

export const updateEventDefinition = defineEndpoint({
  id: 'updateEventDefinition',
  method: 'PATCH',
  path: '/v1/events/definitions/{name}',
  tag: 'Catalog',
  summary: 'Change everything of an event definition but names and types; properties may be added',
  access: 'admin',
  params: NameParam,
  body: UpdateEventDefinitionRequest,
  status: 200,
  reply: EventDefinition,
  problems: ['catalog.type_fixed', 'limit.exceeded'],
  example: {
    body: { label: 'Purchase', properties: [{ name: 'total', type: 'decimal' }] },
    reply: purchaseDefinition,
  },
});

export const deleteEventDefinition = defineEndpoint({
  id: 'deleteEventDefinition',
  method: 'DELETE',
  path: '/v1/events/definitions/{name}',
  tag: 'Catalog',
  summary: 'Delete an event definition with its events',
  access: 'admin',
  params: NameParam,
  status: 204,
  problems: ['catalog.in_use'],
});

export const listPropertyValues = defineEndpoint({
  id: 'listPropertyValues',
  method: 'GET',
  path: '/v1/events/definitions/{name}/properties/{property}/values',
  tag: 'Catalog',
  summary: 'The most frequent values of a property among recent events',
  access: 'segments:read',
  params: PropertyParam,
  query: ValuesQuery,
  status: 200,
  reply: ValuesReply,
  example: {
    reply: {
      data: [
        { value: 'shoes', count: 1312 },
        { value: 'bags', count: 700 },
      ],
    },
  },
});
