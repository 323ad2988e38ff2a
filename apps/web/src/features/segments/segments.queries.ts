import {
  bulkDeleteSegments,
  deleteSegment,
  duplicateSegment,
  explainSegmentPerson,
  listSegmentPersons,
  listSegments,
  readSegment,
  type Segment,
  type SegmentSort,
} from '@satsuma/contracts';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

const PAGE_SIZE = 25;
const BUILDING_MS = 1_000;
const IDLE_MS = 20_000;

const isBuilding = (segment: Segment): boolean => segment.status === 'building';

export interface SegmentsFilter {
  readonly search?: string | undefined;
  readonly sort?: SegmentSort | undefined;
  readonly origin?: 'predefined' | 'user' | undefined;
  readonly cursor?: string | undefined;
}

/** A page of segments; asks again every second while one of them is being built. */
export const segmentsQuery = ({ search, sort, origin, cursor }: SegmentsFilter) =>
  queryOptions({
    queryKey: ['segments', 'list', { search, sort, origin, cursor }],
    queryFn: ({ signal }) =>
      api(listSegments, { query: { limit: PAGE_SIZE, search, sort, origin, cursor } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.data.some(isBuilding) ? BUILDING_MS : IDLE_MS),
  });

export const segmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['segments', 'one', id],
    queryFn: ({ signal }) => api(readSegment, { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data && isBuilding(state.data) ? BUILDING_MS : IDLE_MS),
  });

/** A page of the people in a segment. Asked for again when its rule, status or size changes. */
export const segmentPersonsQuery = (
  { id, ruleVersion, status, size }: Segment,
  { search, cursor }: { readonly search?: string | undefined; readonly cursor?: string | undefined },
) =>
  queryOptions({
    queryKey: ['segments', 'persons', id, { search, cursor }, { ruleVersion, status, size }],
    queryFn: ({ signal }) =>
      api(
        listSegmentPersons,
        { params: { id: String(id) }, query: { limit: PAGE_SIZE, search, cursor } },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

export const explanationQuery = (id: string, personId: string) =>
  queryOptions({
    queryKey: ['segments', 'explanation', id, personId],
    queryFn: ({ signal }) => api(explainSegmentPerson, { params: { id, personId } }, { signal }),
  });

export function useDuplicateSegment(options: { readonly onSuccess: (copy: Segment) => void }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(duplicateSegment, { params: { id: String(id) }, body: {} }),
    onSuccess: async (copy) => {
      options.onSuccess(copy);
      await client.invalidateQueries({ queryKey: ['segments', 'list'] });
    },
  });
}

export function useDeleteSegment(options: { readonly onSuccess: () => void }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(deleteSegment, { params: { id: String(id) } }),
    onSuccess: async () => {
      options.onSuccess();
      await client.invalidateQueries({ queryKey: ['segments', 'list'] });
    },
  });
}

/** Deletes the ones that may go and answers for each of them. */
export function useDeleteSegments() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly number[]) => api(bulkDeleteSegments, { body: { ids: [...ids] } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['segments', 'list'] }),
  });
}
