import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { REQUEST_LIMITS } from '../limits.ts';
import { anyObject } from '../paging.ts';
import { ItemProblem, Warning } from '../problem.ts';

/** One event as programs send it; properties are checked against the catalog afterwards. */
export const EventInput = z
  .strictObject({
    eventId: z
      .string()
      .optional()
      .meta({ description: 'The same id again is a duplicate and ignored; at most 128 characters' }),
    name: z.string(),
    person: z.strictObject({
      id: z.int().optional(),
      externalId: z.string().optional(),
      email: z.string().optional(),
      phone: z.string().optional(),
    }),
    occurredAt: z
      .string()
      .optional()
      .meta({ description: 'RFC 3339 with an offset; the time of receipt when absent' }),
    properties: anyObject('By name; checked against the catalog').optional(),
  })
  .meta({ id: 'EventInput' });
export type EventInput = z.infer<typeof EventInput>;

export const trackEvents = defineEndpoint({
  id: 'trackEvents',
  method: 'POST',
  path: '/v1/events',
  tag: 'Events',
  summary: 'Record one event, or up to 5,000 as `{ events: […] }`',
  description:
    'With 202 the accepted events are durable. An event for an unknown identifier creates the person.',
  access: 'events:write',
  body: z.union([z.strictObject({ events: z.array(z.unknown()).min(1) }), EventInput]),
  bodyLimit: REQUEST_LIMITS.batchBodyBytes,
  status: 202,
  reply: z.object({
    accepted: z.int(),
    duplicates: z.int(),
    failed: z.array(z.object({ index: z.int(), error: ItemProblem })),
    warnings: z.array(Warning).optional(),
  }),
  problems: ['identity.conflict', 'limit.exceeded'],
  example: {
    body: {
      eventId: 'order-77',
      name: 'purchase',
      person: { externalId: 'c-1001' },
      occurredAt: '2026-03-01T09:30:00.000Z',
      properties: { total: 59.9, currency: 'EUR', category: 'shoes' },
    },
    reply: { accepted: 1, duplicates: 0, failed: [] },
  },
});
