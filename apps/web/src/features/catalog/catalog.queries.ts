import {
  createAttribute,
  createEventDefinition,
  deleteAttribute,
  deleteEventDefinition,
  listAttributes,
  listAttributeValues,
  listEventDefinitions,
  listPropertyValues,
  readAttribute,
  readEventDefinition,
  updateAttribute,
  updateEventDefinition,
  type CreateAttributeRequest,
  type CreateEventDefinitionRequest,
  type UpdateAttributeRequest,
  type UpdateEventDefinitionRequest,
} from '@satsuma/contracts';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

const PAGE_SIZE = 50;
const SHOWN_VALUES = 10;

interface CatalogFilter {
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
}

export const attributesQuery = ({ search, cursor }: CatalogFilter) =>
  queryOptions({
    queryKey: ['catalog', 'attributes', 'list', { search, cursor }],
    queryFn: ({ signal }) => api(listAttributes, { query: { limit: PAGE_SIZE, search, cursor } }, { signal }),
    placeholderData: keepPreviousData,
  });

export const attributeQuery = (name: string) =>
  queryOptions({
    queryKey: ['catalog', 'attributes', 'one', name],
    queryFn: ({ signal }) => api(readAttribute, { params: { name } }, { signal }),
  });

export const attributeValuesQuery = (name: string) =>
  queryOptions({
    queryKey: ['catalog', 'attributes', 'values', name],
    queryFn: ({ signal }) =>
      api(listAttributeValues, { params: { name }, query: { limit: SHOWN_VALUES } }, { signal }),
  });

export const eventsQuery = ({ search, cursor }: CatalogFilter) =>
  queryOptions({
    queryKey: ['catalog', 'events', 'list', { search, cursor }],
    queryFn: ({ signal }) =>
      api(listEventDefinitions, { query: { limit: PAGE_SIZE, search, cursor } }, { signal }),
    placeholderData: keepPreviousData,
  });

export const eventQuery = (name: string) =>
  queryOptions({
    queryKey: ['catalog', 'events', 'one', name],
    queryFn: ({ signal }) => api(readEventDefinition, { params: { name } }, { signal }),
  });

export const propertyValuesQuery = (name: string, property: string) =>
  queryOptions({
    queryKey: ['catalog', 'events', 'values', name, property],
    queryFn: ({ signal }) =>
      api(listPropertyValues, { params: { name, property }, query: { limit: SHOWN_VALUES } }, { signal }),
  });

/** After a change of the catalog everything that was read from it is asked for again, the rule builder's copy too. */
function useCatalogMutation<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['catalog'] });
      void client.invalidateQueries({ queryKey: ['builder'] });
    },
  });
}

export const useCreateAttribute = () =>
  useCatalogMutation((body: CreateAttributeRequest) => api(createAttribute, { body }));

export const useUpdateAttribute = (name: string) =>
  useCatalogMutation((body: UpdateAttributeRequest) => api(updateAttribute, { params: { name }, body }));

export const useDeleteAttribute = (name: string) =>
  useCatalogMutation(() => api(deleteAttribute, { params: { name } }));

export const useCreateEvent = () =>
  useCatalogMutation((body: CreateEventDefinitionRequest) => api(createEventDefinition, { body }));

export const useUpdateEvent = (name: string) =>
  useCatalogMutation((body: UpdateEventDefinitionRequest) =>
    api(updateEventDefinition, { params: { name }, body }),
  );

export const useDeleteEvent = (name: string) =>
  useCatalogMutation(() => api(deleteEventDefinition, { params: { name } }));
