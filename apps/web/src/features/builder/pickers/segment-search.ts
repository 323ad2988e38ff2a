import { listSegments } from '@satsuma/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/api.ts';

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
