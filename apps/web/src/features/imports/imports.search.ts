import { ImportKind } from '@satsuma/contracts';
import { z } from 'zod';
import { PagingSearch } from '../../ui/paging.search.ts';

export const ImportsSearch = z.object(PagingSearch);

export const NewImportSearch = z.object({ kind: ImportKind.optional().catch(undefined) });
