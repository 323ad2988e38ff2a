import { listAttributeValues, listPropertyValues } from '@satsuma/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/api.ts';

/** Where the values of a subject can be looked up; null for fields of objects and for sensitive ones. */
export type ValueSource =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'property'; readonly event: string; readonly name: string }
  | null;

export interface KnownValue {
  readonly value: string;
  /** How many people, or recent events, have it. */
  readonly count: number;
}

const NONE: readonly KnownValue[] = [];

/** Values that contain what was typed, most frequent first; looked up while the field is open. */
export function useKnownValues(source: ValueSource, typed: string, open: boolean): readonly KnownValue[] {
  const [wanted] = useDebouncedValue(typed.trim(), 150);
  const { data } = useQuery({
    queryKey: ['builder', 'values', source, wanted],
    enabled: open && source !== null,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { limit: 12, ...(wanted === '' ? {} : { q: wanted }) };
      if (source === null) return NONE;
      const found =
        source.kind === 'attribute'
          ? await api(listAttributeValues, { params: { name: source.name }, query }, { signal })
          : await api(
              listPropertyValues,
              { params: { name: source.event, property: source.name }, query },
              { signal },
            );
      return found.data;
    },
  });
  return open ? (data ?? NONE) : NONE;
}
