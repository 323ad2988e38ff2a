import { z } from 'zod';
import { defineJob } from './job.ts';

const id = z.int().positive();

/** Builds the membership of a segment whose row says `building`. */
export const buildSegment = defineJob({
  name: 'segment-build',
  payload: z.strictObject({ workspaceId: id, segmentId: id }),
  key: ({ segmentId }) => `segment-${segmentId}`,
  attempts: 5,
  backoff: 1000,
  concurrency: 2,
});

/** Runs or goes on with an import whose row says `queued` or `running`. */
export const runImport = defineJob({
  name: 'import-run',
  payload: z.strictObject({ workspaceId: id, importId: id }),
  key: ({ importId }) => `import-${importId}`,
  attempts: 5,
  backoff: 1000,
  concurrency: 1,
});

/** Clears values of deleted attributes and events of deleted definitions out of a workspace. */
export const clearRemovals = defineJob({
  name: 'catalog-clear',
  payload: z.strictObject({ workspaceId: id }),
  key: ({ workspaceId }) => `removals-${workspaceId}`,
  attempts: 5,
  backoff: 5000,
  concurrency: 1,
});

/** Every job there is; a worker that has no processor for one of them does not start. */
export const JOBS = [buildSegment, runImport, clearRemovals] as const;
