import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import type { bulkDeleteSegments, ReplyOf, Segment } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { plural } from '../../lib/format.ts';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import { useDeleteSegments } from './segments.queries.ts';

interface BulkDeleteDialogProps {
  readonly opened: boolean;
  /** As they were when the question was asked. */
  readonly segments: readonly Segment[];
  /** Called with the ids that are gone once an answer came. */
  readonly onDeleted: (ids: readonly number[]) => void;
  readonly onClose: () => void;
}

/** Deletes several segments and says of each that stayed why it stayed. */
export function BulkDeleteDialog({ opened, segments, onDeleted, onClose }: BulkDeleteDialogProps): ReactNode {
  const removal = useDeleteSegments();
  const close = (): void => {
    removal.reset();
    onClose();
  };
  const confirm = (): void =>
    removal.mutate(
      segments.map(({ id }) => id),
      {
        onSuccess: ({ results }) => {
          const gone = results.filter(({ status }) => status === 'deleted').map(({ id }) => id);
          onDeleted(gone);
        },
      },
    );
  const results = removal.data?.results;
  const title = results === undefined ? `Delete ${plural(segments.length, 'segment', 'segments')}?` : 'Done';
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <Stack gap="md">
        {results === undefined ? (
          <Question segments={segments} />
        ) : (
          <Results results={results} segments={segments} />
        )}
        {removal.error !== null && <Refusal error={removal.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close} data-autofocus>
            {results === undefined ? 'Cancel' : 'Close'}
          </Button>
          {results === undefined && (
            <Button color="red" loading={removal.isPending} onClick={confirm}>
              Delete
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

const SHOWN = 8;

function Question({ segments }: { readonly segments: readonly Segment[] }): ReactNode {
  const more = segments.length - SHOWN;
  return (
    <>
      <Text>The people in them stay as they are. This cannot be undone.</Text>
      <List size="sm">
        {segments.slice(0, SHOWN).map(({ id, name }) => (
          <List.Item key={id}>{name}</List.Item>
        ))}
        {more > 0 && <List.Item>and {more} more</List.Item>}
      </List>
    </>
  );
}

interface ResultsProps {
  readonly results: ReplyOf<typeof bulkDeleteSegments>['results'];
  readonly segments: readonly Segment[];
}

function Results({ results, segments }: ResultsProps): ReactNode {
  const names = new Map(segments.map(({ id, name }) => [id, name]));
  const failed = results.filter(({ status }) => status === 'failed');
  const gone = results.length - failed.length;
  return (
    <div role="status">
      <Text>
        {gone === 0 ? 'Nothing was deleted.' : `${plural(gone, 'segment was', 'segments were')} deleted.`}
        {failed.length > 0 && ` ${plural(failed.length, 'segment', 'segments')} stayed:`}
      </Text>
      {failed.length > 0 && (
        <List size="sm" mt="sm" spacing="xs">
          {failed.map(({ id, error }) => (
            <List.Item key={id}>
              <Text fw={550} size="sm" component="span">
                {names.get(id) ?? `Segment ${id}`}
              </Text>
              {': '}
              {error?.detail ?? 'It could not be deleted.'}
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
