import { Skeleton, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatCount } from '../../lib/format.ts';
import { Failure } from '../../ui/states.tsx';
import classes from './top-values.module.css';

interface TopValuesProps {
  readonly query: UseQueryResult<{
    readonly data: readonly { readonly value: string; readonly count: number }[];
  }>;
  /** What is counted, such as “people”. */
  readonly unit: string;
}

/** The most frequent values with a bar in proportion to the first. */
export function TopValues({ query, unit }: TopValuesProps): ReactNode {
  if (query.isError) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} what="the values" />;
  }
  if (query.data === undefined) {
    return (
      <Stack gap="xs" role="status" aria-label="Loading">
        {Array.from({ length: 5 }, (_, index) => (
          <Skeleton key={index} height={26} />
        ))}
      </Stack>
    );
  }
  const values = query.data.data;
  if (values.length === 0) return <Text c="dimmed">No values seen yet.</Text>;
  const most = Math.max(...values.map(({ count }) => count));
  return (
    <ol className={classes.values}>
      {values.map(({ value, count }) => (
        <li key={value} className={classes.value} style={{ '--share': `${(100 * count) / most}%` }}>
          <span className={classes.text}>{value}</span>
          <span className={classes.count}>
            {formatCount(count)} <span className={classes.unit}>{unit}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
