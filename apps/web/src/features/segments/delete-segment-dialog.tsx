import type { Segment } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { formatPeople } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { say } from '../../ui/toast.ts';
import { useDeleteSegment } from './segments.queries.ts';

interface DeleteSegmentDialogProps {
  /** The segment in question; null while nothing is asked. */
  readonly segment: Segment | null;
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}

export function DeleteSegmentDialog({ segment, onClose, onDeleted }: DeleteSegmentDialogProps): ReactNode {
  const removal = useDeleteSegment({
    onSuccess: () => {
      say(`“${segment?.name ?? ''}” was deleted.`);
      onClose();
      onDeleted?.();
    },
  });
  const close = (): void => {
    removal.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={segment !== null}
      title="Delete this segment?"
      confirm="Delete segment"
      pending={removal.isPending}
      error={removal.error}
      onConfirm={() => segment !== null && removal.mutate(segment.id)}
      onClose={close}
    >
      {segment !== null && (
        <>
          “{segment.name}” goes away with its rule. The {formatPeople(segment.size)} in it stay as they are.
          This cannot be undone.
        </>
      )}
    </ConfirmDialog>
  );
}
