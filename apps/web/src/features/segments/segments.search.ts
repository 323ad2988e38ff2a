import { SegmentSort } from '@satsuma/contracts';
import { z } from 'zod';
import { PagingSearch } from '../../ui/paging.search.ts';

export const SegmentsSearch = z.object({
  ...PagingSearch,
  search: z.string().optional().catch(undefined),
  sort: SegmentSort.optional().catch(undefined),
  origin: z.enum(['predefined', 'user']).optional().catch(undefined),
});

export const SegmentSearch = z.object({
  ...PagingSearch,
  search: z.string().optional().catch(undefined),
  /** Id of the person whose membership is being explained. */
  person: z.number().int().optional().catch(undefined),
});
