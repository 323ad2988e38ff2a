import {
  deletePerson,
  listPersonEvents,
  listPersons,
  listPersonSegments,
  readPerson,
  updatePerson,
  type PersonInput,
} from '@satsuma/contracts';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

const PAGE_SIZE = 25;
const TIMELINE_SIZE = 30;

export interface PeopleFilter {
  readonly search?: string | undefined;
  readonly tag?: string | undefined;
  readonly cursor?: string | undefined;
}

export const peopleQuery = ({ search, tag, cursor }: PeopleFilter) =>
  queryOptions({
    queryKey: ['persons', 'list', { search, tag, cursor }],
    queryFn: ({ signal }) =>
      api(listPersons, { query: { limit: PAGE_SIZE, search, tag, cursor } }, { signal }),
    placeholderData: keepPreviousData,
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['persons', 'one', id],
    queryFn: ({ signal }) => api(readPerson, { params: { id } }, { signal }),
  });

export const personSegmentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['persons', 'segments', id],
    queryFn: ({ signal }) => api(listPersonSegments, { params: { id }, query: { limit: 500 } }, { signal }),
  });

/** A person's events of one name or all, newest first, grown page by page. */
export const timelineQuery = (id: string, name: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['persons', 'events', id, { name }],
    queryFn: ({ signal, pageParam }) =>
      api(
        listPersonEvents,
        { params: { id }, query: { limit: TIMELINE_SIZE, name, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export function useUpdatePerson(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PersonInput) => api(updatePerson, { params: { id }, body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['persons'] });
    },
  });
}

export function useDeletePerson(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(deletePerson, { params: { id } }),
    onSuccess: () => {
      client.removeQueries({ queryKey: ['persons', 'one', id] });
      void client.invalidateQueries({ queryKey: ['persons', 'list'] });
      void client.invalidateQueries({ queryKey: ['segments'] });
    },
  });
}
