import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { IdParam, Instant, PageQuery, pageOf, textUpTo } from '../paging.ts';
import { shop } from './workspaces.examples.ts';

const timeZone = z
  .string()
  .max(64)
  .meta({ description: 'IANA name, such as Europe/Zagreb', examples: ['Europe/Zagreb'] });

export const Workspace = z
  .object({ id: z.int(), name: z.string(), timeZone, strict: z.boolean(), createdAt: Instant })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof Workspace>;

export const readWorkspace = defineEndpoint({
  id: 'readWorkspace',
  method: 'GET',
  path: '/v1/workspace',
  tag: 'Workspace',
  summary: 'Settings of the workspace',
  access: 'admin',
  status: 200,
  reply: Workspace,
  example: { reply: shop },
});

export const updateWorkspace = defineEndpoint({
  id: 'updateWorkspace',
  method: 'PATCH',
  path: '/v1/workspace',
  tag: 'Workspace',
  summary: 'Change settings of the workspace',
  access: 'admin',
  body: z.strictObject({ name: textUpTo(120, 1), timeZone, strict: z.boolean() }).partial(),
  status: 200,
  reply: Workspace,
  example: { body: { timeZone: 'Europe/Zagreb' }, reply: shop },
});

export const createWorkspace = defineEndpoint({
  id: 'createWorkspace',
  method: 'POST',
  path: '/v1/workspaces',
  tag: 'Workspaces',
  summary: 'Make a workspace with a first API key of scope admin',
  access: 'instance',
  body: z.strictObject({
    name: textUpTo(120, 1),
    timeZone: timeZone.optional(),
    strict: z.boolean().optional(),
  }),
  status: 201,
  reply: z.object({ workspace: Workspace, apiKey: z.string() }),
  example: {
    body: { name: 'Shop', timeZone: 'Europe/Zagreb' },
    reply: { workspace: shop, apiKey: 'satsuma_Zx3k…' },
  },
});

export const listWorkspaces = defineEndpoint({
  id: 'listWorkspaces',
  method: 'GET',
  path: '/v1/workspaces',
  tag: 'Workspaces',
  summary: 'List all workspaces of the instance',
  access: 'instance',
  query: z.strictObject(PageQuery),
  status: 200,
  reply: pageOf(Workspace),
  example: { reply: { data: [shop], nextCursor: null } },
});

export const deleteWorkspace = defineEndpoint({
  id: 'deleteWorkspace',
  method: 'DELETE',
  path: '/v1/workspaces/{id}',
  tag: 'Workspaces',
  summary: 'Delete a workspace with everything in it',
  access: 'instance',
  params: IdParam,
  status: 204,
});
