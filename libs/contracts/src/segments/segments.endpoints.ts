import { z } from 'zod';
import { Rule } from '@satsuma/segment-engine';
import { defineEndpoint } from '../endpoint.ts';
import { REQUEST_LIMITS } from '../limits.ts';
import { IdParam, Instant, PageQuery, SearchQuery, pageOf, textUpTo, anyObject } from '../paging.ts';
import { Person } from '../persons/persons.endpoints.ts';
import { ItemProblem, ProblemIssue } from '../problem.ts';
import { building, coast, explanation, rule as exampleRule, sentences } from './segments.examples.ts';
import { ana } from '../persons/persons.examples.ts';

/**
 * A rule on its way in. It is taken as it comes: `checkRule` says everything that is wrong with it at once,
 * which a schema could not.
 */
export const RuleInput = z
  .unknown()
  .refine((rule) => rule !== undefined, { error: 'is missing' })
  .meta({ description: 'A rule', override: { $ref: '#/components/schemas/Rule' } });

export const SegmentStatus = z.enum(['building', 'ready', 'failed']);
export type SegmentStatus = z.infer<typeof SegmentStatus>;

const Author = z.object({ id: z.int(), name: z.string() }).nullable();

export const Segment = z
  .object({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    rule: Rule,
    sentences: z.array(z.string()),
    origin: z.enum(['predefined', 'user']),
    status: SegmentStatus,
    progress: z
      .object({ done: z.int(), total: z.int() })
      .nullable()
      .meta({ description: 'While building: steps done of all steps' }),
    failure: z.string().nullable().meta({ description: 'Why the last build failed' }),
    size: z.int(),
    usedByJourneys: z.int(),
    version: z.int(),
    ruleVersion: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
    createdBy: Author,
    updatedBy: Author,
  })
  .meta({ id: 'Segment' });
export type Segment = z.infer<typeof Segment>;

const name = textUpTo(REQUEST_LIMITS.segmentName, 1);
const description = textUpTo(REQUEST_LIMITS.description);

export const SegmentSort = z.enum([
  'name',
  '-name',
  'size',
  '-size',
  'usedByJourneys',
  '-usedByJourneys',
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
]);
export type SegmentSort = z.infer<typeof SegmentSort>;

const queryBoolean = z.enum(['true', 'false']).transform((text) => text === 'true');

export const listSegments = defineEndpoint({
  id: 'listSegments',
  method: 'GET',
  path: '/v1/segments',
  tag: 'Segments',
  summary: 'List segments',
  access: 'segments:read',
  query: z.strictObject({
    ...PageQuery,
    ...SearchQuery,
    sort: SegmentSort.default('-updatedAt'),
    origin: z.enum(['predefined', 'user']).optional(),
    inUse: queryBoolean.optional(),
  }),
  status: 200,
  reply: pageOf(Segment),
  example: { reply: { data: [coast], nextCursor: null } },
});

export const createSegment = defineEndpoint({
  id: 'createSegment',
  method: 'POST',
  path: '/v1/segments',
  tag: 'Segments',
  summary: 'Create a segment; its membership is built at once in the background',
  access: 'segments:write',
  body: z.strictObject({ name, description: description.optional(), rule: RuleInput }),
  status: 201,
  reply: Segment,
  problems: ['rule.invalid', 'segment.name_taken', 'limit.exceeded'],
  example: { body: { name: 'Fans of the coast', rule: exampleRule }, reply: building },
});

export const readSegment = defineEndpoint({
  id: 'readSegment',
  method: 'GET',
  path: '/v1/segments/{id}',
  tag: 'Segments',
  summary: 'Read one segment',
  access: 'segments:read',
  params: IdParam,
  status: 200,
  reply: Segment,
  example: { reply: coast },
});

const changeProblems = [
  'rule.invalid',
  'segment.name_taken',
  'segment.predefined',
  'segment.in_use',
  'precondition.failed',
  'limit.exceeded',
] as const;

export const replaceSegment = defineEndpoint({
  id: 'replaceSegment',
  method: 'PUT',
  path: '/v1/segments/{id}',
  tag: 'Segments',
  summary: 'Change name, description and rule of a segment',
  access: 'segments:write',
  params: IdParam,
  body: z.strictObject({ name, description, rule: RuleInput }),
  status: 200,
  reply: Segment,
  problems: changeProblems,
  example: {
    body: { name: 'Fans of the coast', description: 'For the summer letter', rule: exampleRule },
    reply: { ...coast, description: 'For the summer letter', version: 2 },
  },
});

export const updateSegment = defineEndpoint({
  id: 'updateSegment',
  method: 'PATCH',
  path: '/v1/segments/{id}',
  tag: 'Segments',
  summary: 'Change any of name, description and rule',
  access: 'segments:write',
  params: IdParam,
  body: z.strictObject({
    name: name.optional(),
    description: description.optional(),
    rule: z.unknown().optional(),
  }),
  status: 200,
  reply: Segment,
  problems: changeProblems,
  example: {
    body: { description: 'For the summer letter' },
    reply: { ...coast, description: 'For the summer letter', version: 2 },
  },
});

export const deleteSegment = defineEndpoint({
  id: 'deleteSegment',
  method: 'DELETE',
  path: '/v1/segments/{id}',
  tag: 'Segments',
  summary: 'Delete a segment',
  access: 'segments:write',
  params: IdParam,
  status: 204,
  problems: ['segment.predefined', 'segment.in_use', 'precondition.failed'],
});

export const duplicateSegment = defineEndpoint({
  id: 'duplicateSegment',
  method: 'POST',
  path: '/v1/segments/{id}/duplicate',
  tag: 'Segments',
  summary: 'Copy a segment under “Name (copy)” or a given name',
  access: 'segments:write',
  params: IdParam,
  body: z.strictObject({ name: name.optional() }),
  status: 201,
  reply: Segment,
  problems: ['segment.name_taken', 'limit.exceeded'],
  example: {
    body: { name: 'Fans of the islands' },
    reply: { ...building, id: 13, name: 'Fans of the islands' },
  },
});

export const bulkDeleteSegments = defineEndpoint({
  id: 'bulkDeleteSegments',
  method: 'POST',
  path: '/v1/segments/bulk-delete',
  tag: 'Segments',
  summary: 'Delete up to 500 segments; each succeeds or fails by itself',
  access: 'segments:write',
  body: z.strictObject({ ids: z.array(z.int()).min(1) }),
  status: 200,
  reply: z.object({
    results: z.array(
      z.object({ id: z.int(), status: z.enum(['deleted', 'failed']), error: ItemProblem.optional() }),
    ),
  }),
  problems: ['limit.exceeded'],
  example: {
    body: { ids: [12, 13] },
    reply: {
      results: [
        { id: 12, status: 'deleted' },
        {
          id: 13,
          status: 'failed',
          error: { code: 'not_found', detail: 'There is no segment 13 in this workspace.' },
        },
      ],
    },
  },
});

export const Member = Person.extend({ since: Instant }).meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const listSegmentPersons = defineEndpoint({
  id: 'listSegmentPersons',
  method: 'GET',
  path: '/v1/segments/{id}/persons',
  tag: 'Segments',
  summary: 'Members of a segment, newest first',
  access: 'persons:read',
  params: IdParam,
  query: z.strictObject({ ...PageQuery, ...SearchQuery }),
  status: 200,
  reply: pageOf(Member),
  example: { reply: { data: [{ ...ana, since: '2026-03-01T09:30:00.000Z' }], nextCursor: null } },
});

export const exportSegmentPersons = defineEndpoint({
  id: 'exportSegmentPersons',
  method: 'GET',
  path: '/v1/segments/{id}/persons.csv',
  tag: 'Segments',
  summary: 'Members of a segment as a CSV stream',
  access: 'persons:read',
  params: IdParam,
  status: 200,
  replyMediaType: 'text/csv',
});

export const Evidence = z
  .object({
    value: z
      .unknown()
      .optional()
      .meta({ description: 'The stored value an attribute condition looked at; null when missing' }),
    count: z.int().optional().meta({ description: 'How many events fell under the condition' }),
    measure: z.number().nullable().optional(),
    newest: z
      .array(z.object({ id: z.int(), occurredAt: Instant, properties: z.record(z.string(), z.unknown()) }))
      .optional(),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof Evidence>;

export const explainSegmentPerson = defineEndpoint({
  id: 'explainSegmentPerson',
  method: 'GET',
  path: '/v1/segments/{id}/persons/{personId}',
  tag: 'Segments',
  summary: 'Why a person is or is not in a segment, condition by condition',
  access: 'persons:read',
  params: z.object({ id: z.string(), personId: z.string() }),
  status: 200,
  reply: z.object({
    member: z.boolean(),
    since: Instant.optional(),
    conditions: z.array(
      z.object({ path: z.string(), sentence: z.string(), holds: z.boolean(), evidence: Evidence }),
    ),
  }),
  example: { reply: explanation },
});

export const checkSegmentRule = defineEndpoint({
  id: 'checkSegmentRule',
  method: 'POST',
  path: '/v1/segments/check',
  tag: 'Segments',
  summary: 'Check a rule: every problem at once, and the rule in sentences',
  access: 'segments:read',
  body: z.strictObject({ rule: RuleInput }),
  status: 200,
  reply: z.object({
    ok: z.boolean(),
    issues: z.array(ProblemIssue),
    warnings: z.array(ProblemIssue),
    sentences: z.array(z.string()),
    rule: Rule.optional(),
  }),
  example: {
    body: { rule: exampleRule },
    reply: { ok: true, issues: [], warnings: [], sentences, rule: { version: 1, ...exampleRule } },
  },
});

export const previewSegment = defineEndpoint({
  id: 'previewSegment',
  method: 'POST',
  path: '/v1/segments/preview',
  tag: 'Segments',
  summary: 'How many people a rule has, in total and condition by condition, and a few of them',
  access: 'segments:read',
  body: z.strictObject({
    rule: RuleInput,
    exact: z.boolean().optional().meta({ description: 'true: never estimate' }),
    asOf: z.string().optional().meta({ description: 'Evaluate at another instant, RFC 3339' }),
    sampleSize: z.int().min(0).max(REQUEST_LIMITS.previewSample).default(10),
  }),
  status: 200,
  reply: z.object({
    count: z.int(),
    exact: z.boolean(),
    margin: z.int().optional(),
    conditions: z.array(z.object({ path: z.string(), count: z.int() })),
    sample: z.array(Person),
    asOf: Instant,
  }),
  problems: ['rule.invalid', 'limit.exceeded'],
  example: {
    body: { rule: exampleRule },
    reply: {
      count: 1834,
      exact: true,
      conditions: [
        { path: '/conditions/0', count: 4102 },
        { path: '/conditions/1', count: 3950 },
      ],
      sample: [ana],
      asOf: '2026-03-01T09:30:00.000Z',
    },
  },
});

const Comparand = z.union([z.int(), anyObject('A rule')]).meta({ description: 'Id of a segment, or a rule' });

export const compareSegments = defineEndpoint({
  id: 'compareSegments',
  method: 'POST',
  path: '/v1/segments/compare',
  tag: 'Segments',
  summary: 'How many people are in both of two segments or rules, and in only one',
  access: 'segments:read',
  body: z.strictObject({ a: Comparand, b: Comparand }),
  status: 200,
  reply: z.object({ both: z.int(), onlyA: z.int(), onlyB: z.int() }),
  problems: ['rule.invalid'],
  example: { body: { a: 12, b: exampleRule }, reply: { both: 1200, onlyA: 634, onlyB: 80 } },
});
