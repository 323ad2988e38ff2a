import { z } from 'zod';
import { PagingSearch } from '../../ui/paging.search.ts';

export const PeopleSearch = z.object({
  ...PagingSearch,
  search: z.string().optional().catch(undefined),
  tag: z.string().optional().catch(undefined),
});

export const PersonSearch = z.object({
  /** Name of the events that the timeline shows; all when absent. */
  event: z.string().optional().catch(undefined),
});
