import { z } from 'zod';

/** Every code a problem can have, with its HTTP status (413 instead of 422 for `limit.exceeded` when a body is too large). */
export const PROBLEM_STATUS = {
  'request.invalid': 400,
  'auth.missing': 401,
  'auth.forbidden': 403,
  not_found: 404,
  'method.not_allowed': 405,
  'media_type.unsupported': 415,
  'rule.invalid': 422,
  'segment.in_use': 409,
  'segment.predefined': 409,
  'segment.name_taken': 409,
  'catalog.in_use': 409,
  'catalog.type_fixed': 409,
  'identity.conflict': 409,
  'limit.exceeded': 422,
  'rate.limited': 429,
  'precondition.failed': 412,
  'idempotency.conflict': 422,
  'import.invalid': 422,
  'hook.refused': 422,
  'template.invalid': 422,
  'journey.state': 409,
  'broadcast.state': 409,
  'model.unavailable': 503,
  internal: 500,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;
/** What a code is called; the `title` of a problem. */
export const PROBLEM_TITLES: Record<ProblemCode, string> = {
  'request.invalid': 'The request is not valid',
  'auth.missing': 'A key is missing or not valid',
  'auth.forbidden': 'Not allowed',
  not_found: 'Not found',
  'method.not_allowed': 'Method not allowed',
  'media_type.unsupported': 'Media type not supported',
  'rule.invalid': 'The rule is not valid',
  'segment.in_use': 'The segment is in use',
  'segment.predefined': 'The segment is predefined',
  'segment.name_taken': 'The name is taken',
  'catalog.in_use': 'The catalog entry is in use',
  'catalog.type_fixed': 'A type never changes',
  'identity.conflict': 'Identifiers of different people',
  'limit.exceeded': 'A limit is exceeded',
  'rate.limited': 'Too many requests',
  'precondition.failed': 'Changed in the meantime',
  'idempotency.conflict': 'The idempotency key is in use',
  'import.invalid': 'The import is not valid',
  'hook.refused': 'The address is refused',
  'template.invalid': 'The template is not valid',
  'journey.state': 'Not in this state of the journey',
  'broadcast.state': 'Not in this state of the broadcast',
  'model.unavailable': 'The language model is not available',
  internal: 'Something went wrong',
};

export const PROBLEM_CODES = Object.keys(PROBLEM_STATUS) as [ProblemCode, ...ProblemCode[]];

export const ProblemIssue = z
  .object({
    code: z.string(),
    path: z.string().meta({
      description: 'JSON pointer: from the root of the rule for issues of a rule, else of the body',
    }),
    message: z.string(),
    suggestions: z.array(z.string()).optional(),
  })
  .meta({ id: 'Issue' });
export type ProblemIssue = z.infer<typeof ProblemIssue>;

const NamedSegment = z.object({ id: z.int(), name: z.string() });

/** Everything that depends on a segment, in every state. */
export const SegmentUsage = z
  .object({
    inUse: z.boolean().meta({ description: 'True while something running depends on it' }),
    journeys: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        status: z.string(),
        as: z.array(z.enum(['entry', 'exclusion', 'branch', 'exit'])),
        via: z.array(NamedSegment),
      }),
    ),
    broadcasts: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        status: z.string(),
        as: z.enum(['included', 'excluded']),
      }),
    ),
    segments: z.array(NamedSegment).meta({ description: 'Segments whose rules mention it' }),
  })
  .meta({ id: 'SegmentUsage' });
export type SegmentUsage = z.infer<typeof SegmentUsage>;

/** RFC 9457 problem details. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(PROBLEM_CODES),
    issues: z.array(ProblemIssue).optional(),
    segments: z.array(NamedSegment).optional(),
    usage: SegmentUsage.optional().meta({ description: 'With `segment.in_use`: what uses the segment' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** Why one item of a batch was refused. */
export const ItemProblem = z
  .object({
    code: z.enum(PROBLEM_CODES),
    detail: z.string(),
    issues: z.array(ProblemIssue).optional(),
    usage: SegmentUsage.optional(),
  })
  .meta({ id: 'ItemProblem' });
export type ItemProblem = z.infer<typeof ItemProblem>;

export const Warning = z
  .object({ index: z.int().optional(), path: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'Warning' });
export type Warning = z.infer<typeof Warning>;
