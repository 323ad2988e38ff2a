import { Badge, Progress } from '@mantine/core';
import type { Import, ImportStatus as Status } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { formatBytes, formatCount, plural } from '../../lib/format.ts';

const WORDS: Record<Status, { readonly label: string; readonly color: string }> = {
  uploading: { label: 'Uploading', color: 'satsuma' },
  queued: { label: 'Waiting', color: 'gray' },
  running: { label: 'Running', color: 'satsuma' },
  done: { label: 'Done', color: 'leaf' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
};

export const ImportStatusBadge = ({ status }: { readonly status: Status }): ReactNode => (
  <Badge color={WORDS[status].color}>{WORDS[status].label}</Badge>
);

/** Share of the file that has been read. */
export function ImportProgress({ entry }: { readonly entry: Import }): ReactNode {
  const { bytes, bytesTotal } = entry.progress;
  const percent = bytesTotal === 0 ? 0 : Math.floor((100 * bytes) / bytesTotal);
  return <Progress value={percent} size="sm" aria-label={`Progress of ${entry.fileName}`} />;
}

/** What came of the rows so far, in words. */
export function resultWords({ kind, results, progress }: Import): string {
  const parts =
    kind === 'persons'
      ? [
          [results.created, 'new'],
          [results.updated, 'updated'],
          [results.unchanged, 'unchanged'],
        ]
      : [
          [results.accepted, 'accepted'],
          [results.duplicates, 'seen before'],
          [results.created, 'new people'],
        ];
  const shown = [...parts, [results.failed, 'refused']].filter(([count]) => Number(count) > 0);
  if (shown.length === 0) return plural(progress.rows, 'row', 'rows');
  return shown.map(([count, word]) => `${formatCount(Number(count))} ${word}`).join(', ');
}

export const progressWords = ({ progress }: Import): string =>
  `${formatBytes(progress.bytes)} of ${formatBytes(progress.bytesTotal)}, ${plural(progress.rows, 'row', 'rows')}`;
