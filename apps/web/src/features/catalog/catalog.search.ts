import { z } from 'zod';
import { PagingSearch } from '../../ui/paging.search.ts';

const CatalogSearch = {
  ...PagingSearch,
  search: z.string().optional().catch(undefined),
  /** Name of the entry that is open at the side; `new` is said by `create`. */
  open: z.string().optional().catch(undefined),
  create: z.boolean().optional().catch(undefined),
};

export const AttributesSearch = z.object(CatalogSearch);
export const EventsSearch = z.object(CatalogSearch);
