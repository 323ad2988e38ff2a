import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';

/** Headers that a request to an endpoint may have, besides the one with the key. */
export function headersOf({ method, access, problems = [] }: Endpoint): { readonly header?: z.ZodObject } {
  const headers = {
    ...(method === 'POST' && access !== 'public' ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...(problems.includes('precondition.failed') ? { 'If-Match': ifMatch } : {}),
  };
  return Object.keys(headers).length === 0 ? {} : { header: z.object(headers) };
}

/** Headers of every success. */
export function replyHeadersOf({ problems = [], method }: Endpoint): Record<string, object> {
  const number = (description: string) => ({ description, schema: { type: 'integer' } });
  const etag = {
    description: 'The version in quotes',
    schema: { type: 'string', examples: ['"3"'] },
  };
  return {
    'RateLimit-Limit': number('Requests that may come at once'),
    'RateLimit-Remaining': number('How many of them are left'),
    'RateLimit-Reset': number('Seconds until all of them may come again'),
    ...(problems.includes('precondition.failed') && method !== 'DELETE' ? { ETag: etag } : {}),
  };
}

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({
    description:
      'Any text of your choice: the same key again within 24 hours does nothing and gets the first reply',
    examples: ['7b1c6f0e-order-77'],
  });

const ifMatch = z
  .string()
  .optional()
  .meta({
    description: 'The ETag that the change was made from; 412 when something else came first',
    examples: ['"3"'],
  });
