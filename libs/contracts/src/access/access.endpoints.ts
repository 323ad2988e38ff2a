import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { IdParam, Instant, PageQuery, pageOf, textUpTo } from '../paging.ts';
import { Scope } from './scopes.ts';
import { session, shopKey } from './access.examples.ts';

export const Session = z
  .object({
    account: z.object({ id: z.int(), email: z.string() }),
    workspace: z.object({ id: z.int(), name: z.string(), timeZone: z.string() }),
    role: z.enum(['owner', 'editor', 'viewer']),
    csrfToken: z
      .string()
      .meta({ description: 'Send it as `Satsuma-CSRF` with every request that changes something' }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SignInRequest = z.strictObject({ email: textUpTo(254, 1), password: textUpTo(1000, 1) });

export const signIn = defineEndpoint({
  id: 'signIn',
  method: 'POST',
  path: '/v1/session',
  tag: 'Access',
  summary: 'Sign in to the web app',
  description: 'Sets a same-site, http-only cookie. Programs use API keys instead.',
  access: 'public',
  body: SignInRequest,
  status: 200,
  reply: Session,
  example: { body: { email: 'owner@satsuma.local', password: '…' }, reply: session },
});

export const readSession = defineEndpoint({
  id: 'readSession',
  method: 'GET',
  path: '/v1/session',
  tag: 'Access',
  summary: 'Who is signed in',
  access: 'session',
  status: 200,
  reply: Session,
  example: { reply: session },
});

export const signOut = defineEndpoint({
  id: 'signOut',
  method: 'DELETE',
  path: '/v1/session',
  tag: 'Access',
  summary: 'Sign out',
  access: 'session',
  status: 204,
});

export const ApiKey = z
  .object({
    id: z.int(),
    name: z.string(),
    scopes: z.array(Scope),
    prefix: z.string().meta({ description: 'The first characters of the key, to recognise it by' }),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateApiKeyRequest = z.strictObject({ name: textUpTo(120, 1), scopes: z.array(Scope).min(1) });

export const createApiKey = defineEndpoint({
  id: 'createApiKey',
  method: 'POST',
  path: '/v1/api-keys',
  tag: 'Access',
  summary: 'Make an API key; the key itself is in this reply only',
  access: 'admin',
  body: CreateApiKeyRequest,
  status: 201,
  reply: ApiKey.extend({ key: z.string() }).meta({ id: 'NewApiKey' }),
  problems: ['limit.exceeded'],
  example: {
    body: { name: 'Shop backend', scopes: ['persons:write', 'events:write'] },
    reply: { ...shopKey, key: 'satsuma_Zx3k…' },
  },
});

export const listApiKeys = defineEndpoint({
  id: 'listApiKeys',
  method: 'GET',
  path: '/v1/api-keys',
  tag: 'Access',
  summary: 'List the keys of the workspace',
  access: 'admin',
  query: z.strictObject(PageQuery),
  status: 200,
  reply: pageOf(ApiKey),
  example: { reply: { data: [shopKey], nextCursor: null } },
});

export const revokeApiKey = defineEndpoint({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/v1/api-keys/{id}',
  tag: 'Access',
  summary: 'Revoke a key at once and for good',
  access: 'admin',
  params: IdParam,
  status: 204,
});
