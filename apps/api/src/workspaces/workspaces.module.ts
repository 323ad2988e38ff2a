import { Module } from '@nestjs/common';
import { WorkspaceSubject } from './workspace.subject.ts';
import { WorkspacesController } from './workspaces.controller.ts';
import { WorkspacesService } from './workspaces.service.ts';

/** Settings of the caller's workspace, and the workspaces of the instance. */
@Module({ controllers: [WorkspacesController], providers: [WorkspacesService, WorkspaceSubject] })
export class WorkspacesModule {}
