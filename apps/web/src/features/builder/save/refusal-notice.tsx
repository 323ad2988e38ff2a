import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertCircle, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { plural } from '../../../lib/format.ts';
import { segmentsOf, wordsOf } from '../../../lib/problem-words.ts';
import { TextLink } from '../../../ui/button-link.tsx';
import type { Refused } from './save-segment.ts';

interface RefusalNoticeProps {
  readonly refused: Refused;
  readonly busy: boolean;
  readonly onCopy: () => void;
  readonly onOverwrite: () => void;
  readonly onReload: () => void;
}

/** Why a save was refused and what can be done; nothing typed is lost meanwhile. */
export function RefusalNotice(props: RefusalNoticeProps): ReactNode {
  const { refused, busy, onCopy, onOverwrite, onReload } = props;
  const copy = (
    <Button size="compact-sm" variant="default" loading={busy} onClick={onCopy}>
      Save as a copy
    </Button>
  );
  switch (refused.kind) {
    case 'name':
    case 'rule':
      return null;
    case 'changed':
      return (
        <Notice title="Someone else changed this segment meanwhile">
          <Text size="sm">Your changes are still here. Choose what happens with them.</Text>
          <Group gap="xs" mt="sm">
            <Button size="compact-sm" variant="default" loading={busy} onClick={onOverwrite}>
              Save mine over theirs
            </Button>
            {copy}
            <Button size="compact-sm" variant="default" onClick={onReload}>
              Drop mine and load theirs
            </Button>
          </Group>
        </Notice>
      );
    case 'gone':
      return (
        <Notice title="This segment was deleted meanwhile">
          <Text size="sm">Your changes are still here and can become a new segment.</Text>
          <Group mt="sm">{copy}</Group>
        </Notice>
      );
    case 'in-use':
      return (
        <Notice title="This segment cannot be changed now">
          <Text size="sm">{wordsOf(refused.error)}</Text>
          <SegmentLinks error={refused.error} />
          <Group mt="sm">{copy}</Group>
        </Notice>
      );
    case 'other':
      return (
        <Notice title="The segment could not be saved">
          <Text size="sm">{wordsOf(refused.error)} What you typed is still here.</Text>
          <SegmentLinks error={refused.error} />
        </Notice>
      );
  }
}

/** Told before anything is typed: active journeys keep a segment as it is. */
export function InUseNote({ journeys }: { readonly journeys: number }): ReactNode {
  return (
    <Alert
      color="gray"
      icon={<IconLock />}
      title={`${plural(journeys, 'active journey uses', 'active journeys use')} this segment`}
    >
      <Text size="sm">
        It can be changed when they are paused or stopped. What you change now can be saved as a copy.
      </Text>
    </Alert>
  );
}

function SegmentLinks({ error }: { readonly error: unknown }): ReactNode {
  const segments = segmentsOf(error);
  return segments.map(({ id, name }) => (
    <Text key={id} size="sm">
      <TextLink to="/segments/$id" params={{ id: String(id) }} target="_blank">
        {name}
      </TextLink>
    </Text>
  ));
}

function Notice({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <Alert color="red" icon={<IconAlertCircle />} title={title} role="alert">
      {children}
    </Alert>
  );
}
