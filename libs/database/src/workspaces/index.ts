export {
  createWorkspace,
  ensureFirstWorkspace,
  type CreatedWorkspace,
  type NewWorkspace,
} from './create-workspace.repository.ts';
export { deleteWorkspace } from './delete-workspace.repository.ts';
export {
  findFirstWorkspace,
  listWorkspaces,
  readWorkspace,
  updateWorkspace,
  type WorkspaceChange,
  type WorkspaceRow,
} from './workspaces.repository.ts';
export { zonesOfDatabase } from './time-zones.repository.ts';
