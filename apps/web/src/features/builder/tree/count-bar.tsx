import { VisuallyHidden } from '@mantine/core';
import type { AnyDraftNode } from '@satsuma/segment-engine';
import type { ReactNode } from 'react';
import { formatCount, formatPeople, formatShare } from '../../../lib/format.ts';
import { useCount, useEverybody } from '../marks.ts';
import classes from './tree.module.css';

/** How many people a condition has by itself, as a number and as a part of everybody. */
export function CountBar({ node }: { readonly node: AnyDraftNode }): ReactNode {
  const everybody = useEverybody();
  const { count, pending } = useCount(node);
  if (count === undefined) {
    return (
      <div className={classes.count} data-pending={pending || undefined}>
        <span className={classes.number} aria-hidden="true">
          {pending ? '…' : '–'}
        </span>
        <span className={classes.track} aria-hidden="true" />
      </div>
    );
  }
  const share = everybody === undefined || everybody === 0 ? 0 : Math.min(1, count / everybody);
  const words = everybody === undefined ? '' : `, ${formatShare(count, everybody)} of everybody`;
  return (
    <div
      className={classes.count}
      data-pending={pending || undefined}
      title={`${formatPeople(count)}${words}, by this condition alone`}
    >
      <span className={classes.number}>
        {formatCount(count)}
        <VisuallyHidden> people by this condition alone{words}</VisuallyHidden>
      </span>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.fill} style={{ width: `${Math.max(share * 100, count > 0 ? 2 : 0)}%` }} />
      </span>
    </div>
  );
}
