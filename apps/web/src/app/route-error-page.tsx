import { Button, Group } from '@mantine/core';
import { ApiError } from '@satsuma/contracts';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Page } from '../ui/page.tsx';
import { Failure, Notice } from '../ui/states.tsx';

/** A page that broke while it was shown, or could not be opened at all. The rest of the app stays usable. */
export function RouteErrorPage({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const { reset: resetQueries } = useQueryErrorResetBoundary();
  const retry = (): void => {
    resetQueries();
    reset();
    void router.invalidate();
  };
  if (error instanceof ApiError) {
    return (
      <Page title="Something is in the way">
        <Failure error={error} onRetry={retry} what="this page" />
      </Page>
    );
  }
  return (
    <Page title="Something went wrong">
      <Notice
        icon={<IconAlertTriangle />}
        title="This page stopped working"
        action={
          <Group justify="center">
            <Button onClick={retry}>Try again</Button>
            <Button variant="default" onClick={() => globalThis.location.assign('/segments')}>
              Go to segments
            </Button>
          </Group>
        }
      >
        Nothing that you saved is lost. If it happens again, please tell whoever runs this Satsuma what you
        did.
      </Notice>
    </Page>
  );
}
