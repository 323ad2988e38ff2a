import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { segmentsOf, wordsOf } from '../lib/problem-words.ts';
import { TextLink } from './button-link.tsx';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** Words of the button that does it. */
  readonly confirm: string;
  readonly pending: boolean;
  /** Why it was refused, if it was. */
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is removed, and says why when the server refuses. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { opened, title, children, confirm, pending, error, onConfirm, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="md">
      <Stack gap="md">
        <Text component="div">{children}</Text>
        {error !== null && error !== undefined && <Refusal error={error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" loading={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** An error in words, with links to the segments that stand in the way. */
export function Refusal({ error }: { readonly error: unknown }): ReactNode {
  const segments = segmentsOf(error);
  return (
    <Alert color="red" icon={<IconAlertCircle />} role="alert">
      {wordsOf(error)}
      {segments.length > 0 && (
        <List size="sm" mt="xs">
          {segments.map(({ id, name }) => (
            <List.Item key={id}>
              <TextLink to="/segments/$id" params={{ id: String(id) }}>
                {name}
              </TextLink>
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
