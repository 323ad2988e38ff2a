import {
  createApiKey,
  listApiKeys,
  readWorkspace,
  revokeApiKey,
  updateWorkspace,
  type BodyOf,
} from '@satsuma/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { useUpdateSession } from '../../lib/session.ts';

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => api(readWorkspace, {}, { signal }),
});

/** All keys at once: a workspace has at most 100. */
export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => api(listApiKeys, { query: { limit: 100 } }, { signal }),
});

export function useUpdateWorkspace() {
  const client = useQueryClient();
  const updateSession = useUpdateSession();
  return useMutation({
    mutationFn: (body: BodyOf<typeof updateWorkspace>) => api(updateWorkspace, { body }),
    onSuccess: (workspace) => {
      client.setQueryData(workspaceQuery.queryKey, workspace);
      updateSession({ name: workspace.name, timeZone: workspace.timeZone });
    },
  });
}

export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof createApiKey>) => api(createApiKey, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(revokeApiKey, { params: { id: String(id) } }),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
}
