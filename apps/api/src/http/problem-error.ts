import { PROBLEM_STATUS, PROBLEM_TITLES, type ProblemCode, type ProblemIssue } from '@satsuma/contracts';

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

/** The body of a problem as RFC 9457 has it. */
export function problemBody(error: ProblemError): Record<string, unknown> {
  const { issues, segments, more } = error.members;
  return {
    type: `urn:satsuma:problem:${error.code}`,
    title: PROBLEM_TITLES[error.code],
    status: error.status,
    detail: error.message,
    code: error.code,
    ...(issues === undefined ? {} : { issues }),
    ...(segments === undefined ? {} : { segments }),
    ...more,
  };
}
