import { z } from 'zod';

/** What the address bar keeps of a paged list. */
export const PagingSearch = {
  cursor: z.string().optional().catch(undefined),
  /** Number of the page, for people to read; from 1. */
  page: z.number().int().min(2).optional().catch(undefined),
};
