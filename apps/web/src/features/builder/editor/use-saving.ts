import type { Segment } from '@satsuma/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { say } from '../../../ui/toast.ts';
import { saveAsCopy, saveSegment, type Content } from '../save/save-segment.ts';

export type SaveHow = 'save' | 'overwrite' | 'copy';

interface Saving {
  readonly save: (content: Content, how: SaveHow) => void;
  readonly pending: boolean;
  readonly error: Error | null;
  /** The content that `error` is about. */
  readonly tried: Content | undefined;
  /** True once everything is saved and the page may be left. */
  readonly isDone: () => boolean;
}

/** Saves a segment and goes to its page. A refusal leaves everything as it is. */
export function useSaving(saved: Segment | null): Saving {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const done = useRef(false);
  const mutation = useMutation({
    mutationFn: ({ content, how }: { readonly content: Content; readonly how: SaveHow }) =>
      how === 'copy' ? saveAsCopy(content) : saveSegment(content, saved, how === 'overwrite'),
    onSuccess: async (segment) => {
      done.current = true;
      say(`“${segment.name}” is saved.`);
      await navigate({ to: '/segments/$id', params: { id: String(segment.id) }, search: {} });
      await queryClient.invalidateQueries();
    },
  });
  return {
    save: (content, how) => {
      if (!mutation.isPending) mutation.mutate({ content, how });
    },
    pending: mutation.isPending,
    error: mutation.error,
    tried: mutation.variables?.content,
    isDone: () => done.current,
  };
}
