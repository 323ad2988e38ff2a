import { z } from 'zod';
import { REQUEST_LIMITS } from './limits.ts';

/** Length in code points, as all limits of text are counted. */
export const textUpTo = (most: number, least = 0) =>
  z
    .string()
    .refine((text) => [...text].length <= most, {
      error: `must have at most ${most} characters`,
      // Told apart from other faults: too long is a limit exceeded.
      params: { limit: true },
    })
    .refine((text) => [...text].length >= least, {
      error: `must have at least ${least} character${least === 1 ? '' : 's'}`,
    })
    .meta({ minLength: least, maxLength: most });

export const PageQuery = {
  limit: z.coerce.number().int().min(1).max(REQUEST_LIMITS.pageSize).default(50),
  cursor: z.string().max(1000).optional(),
};

export const SearchQuery = { search: textUpTo(REQUEST_LIMITS.search).optional() };

/** A reply with a part of a list; `nextCursor` is null at the end. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() });

export const Instant = z.string().meta({ format: 'date-time', description: 'RFC 3339, UTC, milliseconds' });

/** An id in a path. Anything that is not a positive safe integer is the id of nothing. */
export const IdParam = z.object({ id: z.string().meta({ description: 'Numeric id' }) });

/**
 * An object of any names, passed on as it is. A record schema would silently leave out a name such as `__proto__`,
 * which is for the catalog to refuse.
 */
export const anyObject = (description: string) =>
  z
    .custom<Record<string, unknown>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      { error: 'must be an object' },
    )
    .meta({ override: { type: 'object', additionalProperties: {}, description } });
