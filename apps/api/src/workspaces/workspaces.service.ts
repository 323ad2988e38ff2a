import { Injectable } from '@nestjs/common';
import {
  createWorkspace,
  deleteWorkspace,
  listWorkspaces,
  readWorkspace,
  updateWorkspace,
  zonesOfDatabase,
  type Database,
  type NewWorkspace,
  type WorkspaceChange,
  type WorkspaceRow,
} from '@satsuma/database';
import { buildSegment } from '@satsuma/jobs';
import { Clock, InjectDatabase, JobQueue } from '@satsuma/runtime';
import { didYouMean, isTimeZone } from '@satsuma/segment-engine';
import { ProblemError, idOf, notFound, type Caller } from '../http/index.ts';

/** Ids of workspaces are `integer`. */
export const LARGEST_WORKSPACE_ID = 2 ** 31 - 1;

@Injectable()
export class WorkspacesService {
  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  async create(
    wanted: NewWorkspace,
    { actor }: Caller,
  ): Promise<{ workspace: WorkspaceRow; apiKey: string }> {
    await requireTimeZone(this.db, wanted.timeZone);
    const { workspace, apiKey, segmentIds } = await createWorkspace(this.db, wanted, {
      actor,
      now: this.clock.now(),
    });
    for (const segmentId of segmentIds)
      await this.jobs.add(buildSegment, { workspaceId: workspace.id, segmentId });
    return { workspace, apiKey };
  }

  list(page: { readonly limit: number; readonly after: number | null }): Promise<WorkspaceRow[]> {
    return listWorkspaces(this.db, page);
  }

  async read({ workspaceId }: Caller): Promise<WorkspaceRow> {
    const workspace = await readWorkspace(this.db, workspaceId);
    if (workspace === null) throw notFound('workspace', workspaceId);
    return workspace;
  }

  async update(change: WorkspaceChange, { workspaceId, actor }: Caller): Promise<WorkspaceRow> {
    if (change.timeZone !== undefined) await requireTimeZone(this.db, change.timeZone);
    const changed = await updateWorkspace(this.db, workspaceId, change, { actor, now: this.clock.now() });
    if (changed === null) throw notFound('workspace', workspaceId);
    for (const segmentId of changed.segmentIds) await this.jobs.add(buildSegment, { workspaceId, segmentId });
    return changed.workspace;
  }

  async delete(text: string): Promise<void> {
    const id = idOf(text, 'workspace', LARGEST_WORKSPACE_ID);
    if (!(await deleteWorkspace(this.db, id))) throw notFound('workspace', id);
  }
}

/** Refuses a zone that the engine or the database does not know, and offsets, which know no clock changes. */
async function requireTimeZone(db: Database, timeZone: string): Promise<void> {
  const engineKnows = /^[A-Za-z]/.test(timeZone) && isTimeZone(timeZone);
  if (engineKnows && (await zonesOfDatabase(db, [timeZone])).length > 0) return;
  const near = [...(engineKnows ? otherNameOf(timeZone) : []), ...zonesLike(timeZone)];
  const issue = {
    code: 'time_zone.unknown',
    path: '/timeZone',
    message: engineKnows
      ? `“${timeZone}” is a time zone that the database does not know`
      : `“${timeZone}” is no IANA time zone`,
    suggestions: await zonesOfDatabase(db, [...new Set(near)]),
  };
  throw new ProblemError('request.invalid', `${issue.message}; such a name is Europe/Zagreb.`, {
    status: 422,
    issues: [issue],
  });
}

/** The name that is in use for what is an old name of a zone. */
function otherNameOf(timeZone: string): string[] {
  const current = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  return current === timeZone ? [] : [current];
}

function zonesLike(written: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone').map((name) => ({
    name,
    label: name.split('/').at(-1)?.replaceAll('_', ' ') ?? name,
  }));
  return didYouMean(written, zones);
}
