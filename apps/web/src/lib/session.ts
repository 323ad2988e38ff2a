import { readSession, type Session } from '@satsuma/contracts';
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { api, rememberSession } from './api.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => rememberSession(await api(readSession, {}, { signal })),
  staleTime: 5 * 60_000,
  retry: false,
});

/** The session of the signed-in member. Only below the route that demands one. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/** IANA zone in which this workspace reads the clock. */
export const useTimeZone = (): string => useSession().workspace.timeZone;

/** What the signed-in member may do; the server decides, this only hides what it would refuse. */
export function useMay(): { readonly write: boolean; readonly administer: boolean } {
  const { role } = useSession();
  return { write: role !== 'viewer', administer: role === 'owner' };
}

/** Puts changed settings of the workspace into the session that the page holds. */
export function useUpdateSession(): (workspace: Partial<Session['workspace']>) => void {
  const client = useQueryClient();
  return (workspace) =>
    client.setQueryData(sessionQuery.queryKey, (session) =>
      session === undefined ? session : { ...session, workspace: { ...session.workspace, ...workspace } },
    );
}
