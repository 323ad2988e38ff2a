import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

/** While the code of a page or the session is on its way. */
export function PendingPage(): ReactNode {
  return (
    <Stack gap="xl" p="xl" role="status" aria-label="Loading">
      <Skeleton height={30} width={240} />
      <Skeleton height={320} />
    </Stack>
  );
}
