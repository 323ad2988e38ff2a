import type { Issue } from '@satsuma/segment-engine';
import type { SegmentUsage } from './segment-usage.ts';

export type SegmentErrorCode =
  | 'not_found'
  | 'request.invalid'
  | 'rule.invalid'
  | 'limit.exceeded'
  | 'precondition.failed'
  | 'segment.name_taken'
  | 'segment.predefined'
  | 'segment.in_use';

export interface SegmentErrorDetails {
  /** Pointers from the root of the rule for `rule.invalid`, else from the root of what was sent. */
  readonly issues?: readonly Issue[];
  readonly usage?: SegmentUsage;
}

/** A change or a question about segments that is refused; the message is a sentence for people. Nothing was written. */
export class SegmentError extends Error {
  readonly code: SegmentErrorCode;
  readonly issues: readonly Issue[];
  readonly usage: SegmentUsage | null;

  constructor(code: SegmentErrorCode, message: string, { issues = [], usage }: SegmentErrorDetails = {}) {
    super(message);
    this.name = 'SegmentError';
    this.code = code;
    this.issues = issues;
    this.usage = usage ?? null;
  }
}

export const noSegment = (id: number): SegmentError =>
  new SegmentError('not_found', `There is no segment ${id}.`);
