import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCloudOff, IconLock, IconMapPinOff, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { hasCode } from '../lib/api.ts';
import { wordsOf } from '../lib/problem-words.ts';
import classes from './states.module.css';

interface NoticeProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  /** The next step. */
  readonly action?: ReactNode;
}

/** A calm message in the place of content: nothing here yet, nothing found, no access. */
export function Notice({ icon, title, children, action }: NoticeProps): ReactNode {
  return (
    <Stack align="center" gap="xs" className={classes.notice}>
      <div className={classes.icon} aria-hidden="true">
        {icon}
      </div>
      <Title order={2}>{title}</Title>
      {children !== undefined && (
        <Text c="dimmed" component="div" className={classes.words}>
          {children}
        </Text>
      )}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </Stack>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** What could not be shown, such as “the segments”. */
  readonly what: string;
}

/** What is shown when loading failed: no access, nothing there, or an error with a way to try again. */
export function Failure({ error, onRetry, what }: FailureProps): ReactNode {
  if (hasCode(error, 'auth.forbidden')) {
    return (
      <div role="alert">
        <Notice icon={<IconLock />} title="No access">
          Your account may not see {what}. Ask an owner of this workspace to change your role.
        </Notice>
      </div>
    );
  }
  if (hasCode(error, 'not_found')) {
    return (
      <div role="alert">
        <Notice icon={<IconMapPinOff />} title="There is nothing at this address">
          It may have been deleted in the meantime, or the link is not complete.
        </Notice>
      </div>
    );
  }
  return (
    <div role="alert">
      <Notice
        icon={<IconCloudOff />}
        title={`Could not load ${what}`}
        action={
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {wordsOf(error)}
      </Notice>
    </div>
  );
}

/** Grey bars in the shape of a list while it loads. */
export function RowsLoading({
  rows = 6,
  height = 20,
}: {
  readonly rows?: number;
  readonly height?: number;
}): ReactNode {
  return (
    <Stack gap="lg" p="md" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}
