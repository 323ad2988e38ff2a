import {
  cancelImport,
  createImport,
  inspectImport,
  listImports,
  readImport,
  type Import,
  type ImportKind,
  type ImportMapping,
} from '@satsuma/contracts';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { upload } from '../../lib/upload.ts';

const PAGE_SIZE = 25;
const BUSY_MS = 1_000;
const SAMPLE_BYTES = 64 * 1024;

/** True while an import still moves. */
export const isBusy = ({ status }: Import): boolean =>
  status === 'uploading' || status === 'queued' || status === 'running';

export const importsQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['imports', 'list', { cursor }],
    queryFn: ({ signal }) => api(listImports, { query: { limit: PAGE_SIZE, cursor } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.data.some(isBusy) ? BUSY_MS : false),
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => api(readImport, { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? BUSY_MS : false),
  });

/** What a file seems to hold, from its first lines. Asked again for another kind, since a column means another thing then. */
export const inspectionQuery = (kind: ImportKind, file: File) =>
  queryOptions({
    queryKey: ['imports', 'inspection', kind, file.name, file.size, file.lastModified],
    queryFn: async ({ signal }) => {
      const sample = await firstLines(file);
      return api(inspectImport, { body: { kind, fileName: file.name.slice(-255), sample } }, { signal });
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** The beginning of a file up to its last whole line. NUL is left out, which only files that are no text have: the server says so. */
export async function firstLines(file: Blob, bytes = SAMPLE_BYTES): Promise<string> {
  const text = (await file.slice(0, bytes).text()).replaceAll('\0', '');
  if (file.size <= bytes) return text;
  const end = text.lastIndexOf('\n');
  return end === -1 ? text : text.slice(0, end + 1);
}

interface NewImport {
  readonly kind: ImportKind;
  readonly mapping: ImportMapping;
  readonly file: File;
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number, total: number) => void;
}

export function useStartImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, mapping, file, signal, onProgress }: NewImport) => {
      const form = new FormData();
      form.set('kind', kind);
      form.set('mapping', JSON.stringify(mapping));
      form.set('file', file, file.name);
      return upload(createImport, form, { signal, onProgress });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports', 'list'] }),
  });
}

export function useCancelImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(cancelImport, { params: { id: String(id) } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['imports'] }),
  });
}
