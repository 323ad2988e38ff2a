import { listAttributes, listEventDefinitions, listSegments, REQUEST_LIMITS } from '@satsuma/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../lib/api.ts';
import { buildCatalog } from './build-catalog.ts';

const limit = REQUEST_LIMITS.pageSize;

/** Everything that rules of this workspace may speak of. */
export const catalogQuery = queryOptions({
  queryKey: ['builder', 'catalog'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const [attributes, events, segments] = await Promise.all([
      allPages((cursor) => api(listAttributes, { query: { limit, ...cursor } }, { signal })),
      allPages((cursor) => api(listEventDefinitions, { query: { limit, ...cursor } }, { signal })),
      allPages((cursor) => api(listSegments, { query: { limit, sort: 'name', ...cursor } }, { signal })),
    ]);
    return buildCatalog({ attributes, events, segments });
  },
});

interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** All of a list, page after page. */
export async function allPages<T>(
  read: (cursor: { readonly cursor?: string }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await read(cursor === null ? {} : { cursor });
    found.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
