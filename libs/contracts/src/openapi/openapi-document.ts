import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { Rule } from '@satsuma/segment-engine';
import type { Endpoint } from '../endpoint.ts';
import { ENDPOINTS } from '../endpoints.ts';
import { PROBLEM_STATUS, PROBLEM_TITLES, Problem, type ProblemCode } from '../problem.ts';
import { headersOf, replyHeadersOf } from './headers.ts';

/** The OpenAPI 3.1 document of the whole API, made from the endpoint descriptors. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of inReadingOrder(ENDPOINTS)) {
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

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Nouns as they come; in each, short paths before long ones, and reading before changing. */
function inReadingOrder(endpoints: readonly Endpoint[]): Endpoint[] {
  const steps = (path: string): number => path.split('/').length;
  return [...Map.groupBy(endpoints, ({ tag }) => tag).values()].flatMap((noun) =>
    noun.toSorted(
      (a, b) =>
        steps(a.path) - steps(b.path) ||
        a.path.localeCompare(b.path, 'en') ||
        METHODS.indexOf(a.method) - METHODS.indexOf(b.method),
    ),
  );
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  return {
    operationId: endpoint.id,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: describe(endpoint),
    ...securityOf(endpoint),
    requestParams: {
      ...(endpoint.params instanceof z.ZodObject ? { path: endpoint.params } : {}),
      ...(endpoint.query instanceof z.ZodObject ? { query: endpoint.query } : {}),
      ...headersOf(endpoint),
    },
    ...requestBodyOf(endpoint),
    responses: responsesOf(endpoint),
  };
}

function securityOf({ access }: Endpoint): Pick<ZodOpenApiOperationObject, 'security'> {
  if (access === 'public') return { security: [] };
  if (access === 'session') return { security: [{ session: [] }] };
  return access === 'instance' ? { security: [{ key: [] }] } : { security: [{ key: [] }, { session: [] }] };
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
      // Where no field has to be there, no body says as much as an empty object.
      required: !endpoint.body.safeParse({}).success,
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
    for (const status of statusesOf(code, endpoint)) codes.set(status, [...(codes.get(status) ?? []), code]);
  }
  for (const [status, list] of [...codes].sort(([a], [b]) => a - b))
    responses[status] = problemOf(status, list);
  return responses as ZodOpenApiOperationObject['responses'];
}

/** Most codes have one status; those of bodies and of idempotency keys have a second one. */
function statusesOf(code: ProblemCode, { body, bodyKind }: Endpoint): number[] {
  const usual = PROBLEM_STATUS[code];
  if (code === 'limit.exceeded' && (body !== undefined || bodyKind !== undefined)) return [413, usual];
  return code === 'idempotency.conflict' ? [409, usual] : [usual];
}

function problemOf(status: number, codes: readonly ProblemCode[]): object {
  const [code = 'internal'] = codes;
  const example = {
    type: `urn:satsuma:problem:${code}`,
    title: PROBLEM_TITLES[code],
    status,
    detail: 'What is wrong, and what to do.',
    code,
  };
  return {
    description: codes.map((each) => `\`${each}\``).join(', '),
    content: { 'application/problem+json': { schema: Problem, example } },
  };
}

function successOf(endpoint: Endpoint): object {
  const { reply, replyMediaType, example } = endpoint;
  const headers = replyHeadersOf(endpoint);
  if (replyMediaType !== undefined) {
    return { description: 'Done', headers, content: { [replyMediaType]: { schema: z.string() } } };
  }
  if (reply === undefined) return { description: 'Done', headers };
  const shown = example?.reply === undefined ? {} : { example: example.reply };
  return { description: 'Done', headers, content: { 'application/json': { schema: reply, ...shown } } };
}

/** Codes that an endpoint can answer with, the general ones included. */
function problemsOf({
  access,
  method,
  params,
  query,
  body,
  bodyKind,
  problems = [],
}: Endpoint): ProblemCode[] {
  const found = new Set<ProblemCode>(problems);
  if (query !== undefined || body !== undefined || bodyKind !== undefined) found.add('request.invalid');
  if (access !== 'public') found.add('auth.missing').add('auth.forbidden');
  if (params !== undefined) found.add('not_found');
  if (method === 'POST' && access !== 'public') found.add('idempotency.conflict');
  if (body !== undefined) found.add('limit.exceeded').add('media_type.unsupported');
  return [...found.add('rate.limited').add('internal')];
}
