import { Badge, Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import type { ApiKey } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable, SkeletonRows } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Failure, Notice } from '../../ui/states.tsx';
import { say } from '../../ui/toast.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { apiKeysQuery, useRevokeApiKey } from './settings.queries.ts';

export function ApiKeysCard(): ReactNode {
  const query = useQuery(apiKeysQuery);
  const [creating, setCreating] = useState(false);
  const [doomed, setDoomed] = useState<ApiKey | null>(null);
  const create = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      New key
    </Button>
  );
  const isEmpty = query.data?.data.length === 0;
  return (
    <Card title="API keys" flush actions={query.isSuccess && !isEmpty && create}>
      {query.isError ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} what="the keys" />
      ) : isEmpty ? (
        <Notice icon={<IconKey />} title="No keys yet" action={create}>
          A program signs in with a key of its own, so that you can take it back without touching the others.
        </Notice>
      ) : (
        <KeysTable keys={query.data?.data} onRevoke={setDoomed} />
      )}
      {creating && <NewKeyDialog onClose={() => setCreating(false)} />}
      <RevokeDialog apiKey={doomed} onClose={() => setDoomed(null)} />
    </Card>
  );
}

interface KeysTableProps {
  readonly keys: readonly ApiKey[] | undefined;
  readonly onRevoke: (key: ApiKey) => void;
}

function KeysTable({ keys, onRevoke }: KeysTableProps): ReactNode {
  const head = (
    <>
      <Table.Th>Name</Table.Th>
      <Table.Th visibleFrom="sm">May do</Table.Th>
      <Table.Th visibleFrom="md">Created</Table.Th>
      <Table.Th visibleFrom="sm">Last used</Table.Th>
      <Table.Th>
        <VisuallyHidden>Actions</VisuallyHidden>
      </Table.Th>
    </>
  );
  return (
    <DataTable label="API keys" head={head}>
      {keys === undefined ? (
        <SkeletonRows columns={5} rows={2} />
      ) : (
        keys.map((key) => (
          <Table.Tr key={key.id}>
            <Table.Td>
              <Text fw={550}>{key.name}</Text>
              <Text size="xs" c="dimmed" ff="monospace">
                {key.prefix}…
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Group gap={4}>
                {key.scopes.map((scope) => (
                  <Badge key={scope} color="gray">
                    {scope}
                  </Badge>
                ))}
              </Group>
            </Table.Td>
            <Table.Td visibleFrom="md">
              <Moment at={key.createdAt} as="day" />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              {key.lastUsedAt === null ? 'Never' : <Moment at={key.lastUsedAt} />}
            </Table.Td>
            <Table.Td data-align="right">
              <Button
                size="xs"
                variant="subtle"
                color="red"
                aria-label={`Revoke ${key.name}`}
                onClick={() => onRevoke(key)}
              >
                Revoke
              </Button>
            </Table.Td>
          </Table.Tr>
        ))
      )}
    </DataTable>
  );
}

interface RevokeDialogProps {
  readonly apiKey: ApiKey | null;
  readonly onClose: () => void;
}

function RevokeDialog({ apiKey, onClose }: RevokeDialogProps): ReactNode {
  const revocation = useRevokeApiKey();
  return (
    <ConfirmDialog
      opened={apiKey !== null}
      title="Revoke this key?"
      confirm="Revoke key"
      pending={revocation.isPending}
      error={revocation.error}
      onClose={() => {
        revocation.reset();
        onClose();
      }}
      onConfirm={() =>
        apiKey !== null &&
        revocation.mutate(apiKey.id, {
          onSuccess: () => {
            say(`Key “${apiKey.name}” was revoked.`);
            onClose();
          },
        })
      }
    >
      Whatever uses “{apiKey?.name}” is refused from now on. This cannot be undone.
    </ConfirmDialog>
  );
}
