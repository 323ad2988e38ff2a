import { listAttributes, listEventDefinitions, type ReplyOf } from '@satsuma/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

type AttributePage = ReplyOf<typeof listAttributes>;
type EventPage = ReplyOf<typeof listEventDefinitions>;

/** All attributes of the workspace, by name. */
export const allAttributesQuery = queryOptions({
  queryKey: ['catalog', 'attributes', 'all'],
  queryFn: ({ signal }) => everyPage<AttributePage>((query) => api(listAttributes, { query }, { signal })),
  staleTime: 60_000,
});

/** All event definitions of the workspace, by name. */
export const allEventsQuery = queryOptions({
  queryKey: ['catalog', 'events', 'all'],
  queryFn: ({ signal }) => everyPage<EventPage>((query) => api(listEventDefinitions, { query }, { signal })),
  staleTime: 60_000,
});

interface PageOf<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

async function everyPage<P extends PageOf<unknown>>(
  read: (query: { readonly limit: number; readonly cursor?: string }) => Promise<P>,
): Promise<P['data'][number][]> {
  const all: P['data'][number][] = [];
  let cursor: string | null = null;
  do {
    const page: P = await read({ limit: 500, ...(cursor === null ? {} : { cursor }) });
    all.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
