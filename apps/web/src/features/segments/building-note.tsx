import { Progress, Text } from '@mantine/core';
import type { Segment } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { formatShare } from '../../lib/format.ts';
import classes from './building-note.module.css';

/** How far the build is, and what the page shows meanwhile. */
export function BuildingNote({ segment }: { readonly segment: Segment }): ReactNode {
  const { progress, size } = segment;
  const known = progress !== null && progress.total > 0;
  const percent = known ? Math.floor((100 * progress.done) / progress.total) : 100;
  return (
    <div className={classes.note} role="status">
      <div className={classes.words}>
        <Text fw={550}>{known ? `Building, ${formatShare(percent, 100)} done` : 'Building'}</Text>
        <Text size="sm" c="dimmed">
          {size === 0
            ? 'People appear here as soon as the list is complete.'
            : 'Until it is complete you see the people that were in before.'}
        </Text>
      </div>
      <Progress
        value={percent}
        animated={!known}
        aria-label="Progress of the build"
        className={classes.bar}
      />
    </div>
  );
}
