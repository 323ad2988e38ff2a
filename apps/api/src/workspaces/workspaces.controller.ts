import { Controller } from '@nestjs/common';
import {
  createWorkspace,
  deleteWorkspace,
  listWorkspaces,
  readWorkspace,
  updateWorkspace,
} from '@satsuma/contracts';
import { z } from 'zod';
import {
  CallerOf,
  Handles,
  Input,
  readCursor,
  writeCursor,
  type AnswerOf,
  type Caller,
  type InputOf,
} from '../http/index.ts';
import { LARGEST_WORKSPACE_ID, WorkspacesService } from './workspaces.service.ts';

@Controller()
export class WorkspacesController {
  constructor(private readonly workspaces: WorkspacesService) {}

  @Handles(readWorkspace)
  read(@CallerOf() caller: Caller): Promise<AnswerOf<typeof readWorkspace>> {
    return this.workspaces.read(caller);
  }

  @Handles(updateWorkspace)
  update(
    @Input() { body: { name, timeZone, strict } }: InputOf<typeof updateWorkspace>,
    @CallerOf() caller: Caller,
  ): Promise<AnswerOf<typeof updateWorkspace>> {
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(strict === undefined ? {} : { strict }),
    };
    return this.workspaces.update(change, caller);
  }

  @Handles(createWorkspace)
  create(
    @Input() { body: { name, timeZone = 'UTC', strict = false } }: InputOf<typeof createWorkspace>,
    @CallerOf() caller: Caller,
  ): Promise<AnswerOf<typeof createWorkspace>> {
    return this.workspaces.create({ name, timeZone, strict }, caller);
  }

  @Handles(listWorkspaces)
  async list(
    @Input() { query: { limit, cursor } }: InputOf<typeof listWorkspaces>,
  ): Promise<AnswerOf<typeof listWorkspaces>> {
    const after = readCursor(cursor, z.int().positive().max(LARGEST_WORKSPACE_ID));
    const rows = await this.workspaces.list({ limit: limit + 1, after });
    const data = rows.slice(0, limit);
    const last = data.at(-1);
    return { data, nextCursor: rows.length > limit && last !== undefined ? writeCursor(last.id) : null };
  }

  @Handles(deleteWorkspace)
  async delete(@Input() { params }: InputOf<typeof deleteWorkspace>): Promise<void> {
    await this.workspaces.delete(params.id);
  }
}
