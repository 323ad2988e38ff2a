import type { Issue } from '@satsuma/segment-engine';

export type RefusalCode =
  | 'request.invalid'
  | 'not_found'
  | 'limit.exceeded'
  | 'catalog.in_use'
  | 'catalog.type_fixed'
  | 'identity.conflict';

export interface RefusalDetails {
  /** What is wrong where; pointers from the root of what was sent. */
  readonly issues?: readonly Issue[];
  /** Segments that stand in the way. */
  readonly segments?: readonly { readonly id: number; readonly name: string }[];
}

/** Why something that was asked for was not done. Nothing of it is written. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly issues: readonly Issue[] | undefined;
  readonly segments: readonly { readonly id: number; readonly name: string }[] | undefined;

  constructor(code: RefusalCode, message: string, { issues, segments }: RefusalDetails = {}) {
    super(message);
    this.code = code;
    this.issues = issues;
    this.segments = segments;
  }
}
