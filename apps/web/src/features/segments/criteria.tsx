import { Skeleton, Stack, Text } from '@mantine/core';
import type { Segment } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import classes from './criteria.module.css';
import { useCriteria } from './criteria.queries.ts';

const HEADINGS = {
  all: 'People who meet all of these',
  any: 'People who meet any of these',
  none: 'People who meet none of these',
};

/** The rule of a segment in words. */
export function Criteria({ segment }: { readonly segment: Segment }): ReactNode {
  const sentences = useCriteria(segment);
  if (sentences === undefined) {
    return (
      <Stack gap="xs" role="status" aria-label="Loading">
        {segment.rule.conditions.map((_, index) => (
          <Skeleton key={index} height={18} />
        ))}
      </Stack>
    );
  }
  const heading =
    segment.rule.conditions.length === 1 && segment.rule.match !== 'none'
      ? 'People for whom this holds'
      : HEADINGS[segment.rule.match];
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {heading}
      </Text>
      <ul className={classes.list}>
        {sentences.map(({ path, depth, text }) => (
          <li key={path} className={classes.line} style={{ '--depth': depth - 1 }}>
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}
