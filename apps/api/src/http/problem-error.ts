import { PROBLEM_STATUS, type ProblemCode, type ProblemIssue } from '@satsuma/contracts';

export interface ProblemMembers {
  /** Instead of the usual status of the code. */
  readonly status?: number;
  readonly issues?: readonly ProblemIssue[];
  readonly segments?: readonly { readonly id: number; readonly name: string }[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members, such as `usage`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A refusal that the caller is told about. `detail` is for people: it says what to do. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly members: ProblemMembers;

  constructor(code: ProblemCode, detail: string, members: ProblemMembers = {}) {
    super(detail);
    this.name = 'ProblemError';
    this.code = code;
    this.status = members.status ?? PROBLEM_STATUS[code];
    this.members = members;
  }
}

const TITLES: Record<ProblemCode, string> = {
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

/** The body of a problem as RFC 9457 has it. */
export function problemBody(error: ProblemError): Record<string, unknown> {
  const { issues, segments, more } = error.members;
  return {
    type: `urn:satsuma:problem:${error.code}`,
    title: TITLES[error.code],
    status: error.status,
    detail: error.message,
    code: error.code,
    ...(issues === undefined ? {} : { issues }),
    ...(segments === undefined ? {} : { segments }),
    ...more,
  };
}
