import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LeaveGuard } from './use-leave-guard.ts';

/** Asks whether what was typed may be thrown away. */
export function LeaveDialog({ guard }: { readonly guard: LeaveGuard }): ReactNode {
  return (
    <Modal opened={guard.asking} onClose={guard.stay} title="Leave without saving?">
      <Text mb="lg">What you changed in this segment is not saved yet.</Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={guard.stay} data-autofocus>
          Keep editing
        </Button>
        <Button color="red" onClick={guard.leave}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}
