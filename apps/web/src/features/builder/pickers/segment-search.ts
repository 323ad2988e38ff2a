import { listSegments } from '@satsuma/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../lib/api.ts';
import { useBuilder } from '../builder-context.ts';
import { catalogQuery } from '../catalog/catalog-query.ts';

export interface FoundSegment {
  readonly id: number;
  readonly name: string;
  readonly size: number;
}

const NONE: readonly FoundSegment[] = [];

/** Segments whose name has what was typed, asked of the server while a picker is open. */
export function useSegmentSearch(
  typed: string,
  open: boolean,
): { readonly found: readonly FoundSegment[]; readonly loading: boolean } {
  const [wanted] = useDebouncedValue(typed.trim(), 150);
  const { data, isFetching } = useQuery({
    queryKey: ['builder', 'segments', wanted],
    enabled: open,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api(
        listSegments,
        { query: { limit: 8, sort: 'name', ...(wanted === '' ? {} : { search: wanted }) } },
        { signal },
      ),
  });
  return { found: data?.data ?? NONE, loading: isFetching };
}

/** Makes a segment known to the check that was made after the catalog was read. */
export function useMeetSegment(): (id: number) => void {
  const { catalog } = useBuilder();
  const client = useQueryClient();
  return (id) => {
    if (!catalog.engine.segments.has(id)) void client.invalidateQueries({ queryKey: catalogQuery.queryKey });
  };
}
