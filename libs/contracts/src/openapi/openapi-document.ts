import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { Rule } from '@satsuma/segment-engine';
import type { Endpoint } from '../endpoint.ts';
import { ENDPOINTS } from '../endpoints.ts';
import { PROBLEM_STATUS, Problem, type ProblemCode } from '../problem.ts';

/** The OpenAPI 3.1 document of the whole API, made from the endpoint descriptors. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of ENDPOINTS) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operationOf(endpoint),
    };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Satsuma',
      version: '1',
      description: 'Segments of people, defined by rules. Send the key as `Authorization: Bearer <key>`.',
    },
    security: [{ key: [] }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'satsuma_session' },
      },
      schemas: { Rule, Problem },
    },
    paths,
  });
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  return {
    operationId: endpoint.id,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: describe(endpoint),
    ...(endpoint.access === 'public' ? { security: [] } : {}),
    requestParams: {
      ...(endpoint.params instanceof z.ZodObject ? { path: endpoint.params } : {}),
      ...(endpoint.query instanceof z.ZodObject ? { query: endpoint.query } : {}),
    },
    ...requestBodyOf(endpoint),
    responses: responsesOf(endpoint),
  };
}

function describe({ description, access }: Endpoint): string {
  const who =
    access === 'public'
      ? 'Needs no key.'
      : access === 'instance'
        ? 'Needs the instance key.'
        : access === 'session'
          ? 'Needs the session cookie of the web app.'
          : access === 'signed_in'
            ? 'Needs any key.'
            : `Needs scope \`${access}\`.`;
  return description === undefined ? who : `${description}\n\n${who}`;
}

function requestBodyOf(endpoint: Endpoint): Pick<ZodOpenApiOperationObject, 'requestBody'> | null {
  if (endpoint.bodyKind === 'multipart') {
    const file = z.object({
      kind: z.string(),
      mapping: z.string(),
      file: z.string().meta({ format: 'binary' }),
    });
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } };
  }
  if (endpoint.body === undefined) return null;
  const example = endpoint.example?.body;
  return {
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: endpoint.body, ...(example === undefined ? {} : { example }) },
      },
    },
  };
}

function responsesOf(endpoint: Endpoint): ZodOpenApiOperationObject['responses'] {
  const responses: Record<string, object> = {};
  for (const status of [endpoint.status, ...(endpoint.otherStatuses ?? [])]) {
    responses[status] = successOf(endpoint);
  }
  const codes = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(endpoint)) {
    codes.set(PROBLEM_STATUS[code], [...(codes.get(PROBLEM_STATUS[code]) ?? []), code]);
  }
  for (const [status, list] of [...codes].sort(([a], [b]) => a - b)) {
    responses[status] = {
      description: list.map((code) => `\`${code}\``).join(', '),
      content: { 'application/problem+json': { schema: Problem } },
    };
  }
  return responses as ZodOpenApiOperationObject['responses'];
}

function successOf({ reply, replyMediaType, example }: Endpoint): object {
  if (replyMediaType !== undefined) {
    return { description: 'Done', content: { [replyMediaType]: { schema: z.string() } } };
  }
  if (reply === undefined) return { description: 'Done' };
  const shown = example?.reply === undefined ? {} : { example: example.reply };
  return { description: 'Done', content: { 'application/json': { schema: reply, ...shown } } };
}

/** Codes that an endpoint can answer with, the general ones included. */
function problemsOf({ access, params, query, body, bodyKind, problems = [] }: Endpoint): ProblemCode[] {
  const found = new Set<ProblemCode>(problems);
  if (query !== undefined || body !== undefined || bodyKind !== undefined) found.add('request.invalid');
  if (access !== 'public') found.add('auth.missing').add('auth.forbidden');
  if (params !== undefined) found.add('not_found');
  if (body !== undefined) found.add('limit.exceeded').add('media_type.unsupported');
  return [...found.add('rate.limited').add('internal')];
}
