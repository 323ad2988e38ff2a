import { Badge, Group, Progress, Text, Tooltip } from '@mantine/core';
import type { Segment } from '@satsuma/contracts';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatShare } from '../../lib/format.ts';
import classes from './segment-status.module.css';

/** Ready, being built (and how far), or failed (and why). */
export function SegmentStatus({ segment }: { readonly segment: Segment }): ReactNode {
  const { status, progress, failure } = segment;
  if (status === 'ready') {
    return (
      <span className={classes.ready}>
        <span className={classes.dot} aria-hidden="true" />
        Ready
      </span>
    );
  }
  if (status === 'failed') {
    return (
      <Tooltip label={failure ?? 'The last build did not finish'} multiline maw={320}>
        <Badge color="red" leftSection={<IconAlertTriangle size={12} />} tabIndex={0}>
          Failed
        </Badge>
      </Tooltip>
    );
  }
  const { done, total } = progress ?? { done: 0, total: 0 };
  const known = progress !== null && total > 0;
  return (
    <Group gap="xs" wrap="nowrap" className={classes.building}>
      <Progress
        value={known ? (100 * done) / total : 100}
        animated={!known}
        size="sm"
        className={classes.bar}
        aria-label="Building"
      />
      <Text size="xs" c="dimmed" component="span" className="tabular">
        {known ? formatShare(Math.floor((100 * done) / total), 100) : 'Building'}
      </Text>
    </Group>
  );
}

/** Marks a segment that comes with every workspace and cannot be changed. */
export function PredefinedMark(): ReactNode {
  return (
    <Tooltip
      label="Comes with every workspace and cannot be changed. Duplicate it to make your own."
      multiline
      maw={280}
    >
      <Badge color="gray" leftSection={<IconLock size={12} />} tabIndex={0} className={classes.mark}>
        Predefined
      </Badge>
    </Tooltip>
  );
}
