export { buildMembership, type BuildOptions, type BuildOutcome } from './build-membership.repository.ts';
export {
  createSegment,
  duplicateSegment,
  rebuildSegments,
  updateSegment,
  type ChangeContext,
  type SegmentChange,
  type SegmentContent,
} from './change-segment.repository.ts';
export { deleteSegment, deleteSegments, type Removals } from './delete-segments.repository.ts';
export {
  explainPerson,
  type ConditionEvidence,
  type ExplainedCondition,
  type Explanation,
} from './explain-person.repository.ts';
export {
  listMembers,
  streamMembers,
  type MemberPage,
  type MemberQuery,
  type MemberRecord,
} from './members.repository.ts';
export { holdMemberships, shareMemberships } from './membership-lock.ts';
export { clearRemovedSegments, removeMemberships } from './membership-removal.repository.ts';
export {
  checkInCatalog,
  compareRules,
  previewRule,
  type CheckedInCatalog,
  type Comparand,
  type CompareQuery,
  type Comparison,
  type Preview,
  type PreviewQuery,
} from './preview.repository.ts';
export { noSegment, SegmentError, type SegmentErrorCode } from './segment-error.ts';
export type { Author, SegmentRecord } from './segment-record.ts';
export { usageOfSegments, type NamedSegment, type SegmentUsage } from './segment-usage.ts';
export {
  listSegments,
  readSegment,
  type SegmentList,
  type SegmentOrder,
  type SegmentQuery,
} from './segments.repository.ts';
export {
  SEGMENTS_PER_LOOK,
  segmentsToBuild,
  workspacesToClear,
  type SegmentToBuild,
} from './unfinished-work.repository.ts';
export { settleMemberships } from './settle-memberships.repository.ts';
