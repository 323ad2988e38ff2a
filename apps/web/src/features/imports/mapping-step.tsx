import { Alert, Autocomplete, Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import type { ImportKind, ImportMapping } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconAlertCircle } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import { allEventsQuery } from '../../lib/catalog.ts';
import { formatShare } from '../../lib/format.ts';
import { issueAt } from '../../lib/problem-words.ts';
import { Card } from '../../ui/card.tsx';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { useStartImport } from './imports.queries.ts';
import { draftMapping, finishedMapping, mappingProblems, type Inspection } from './mapping-draft.ts';

interface MappingStepProps {
  readonly kind: ImportKind;
  readonly file: File;
  readonly inspection: Inspection;
}

/** What every column becomes, then the upload. */
export function MappingStep({ kind, file, inspection }: MappingStepProps): ReactNode {
  const [mapping, setMapping] = useState(() => draftMapping(inspection));
  const { send, abort, sent, isPending, error } = useSending(kind, file);
  const problems = mappingProblems(kind, mapping);
  const eventColumn = Object.values(mapping.columns).some(({ to }) => to === 'eventName');
  return (
    <>
      <Card title="2. The columns" flush>
        <Stack gap="md" p="lg" pt="xs" pb={0}>
          <Text c="dimmed">
            This is what the first rows look like. Change what does not fit; nothing is stored before you
            start.
          </Text>
          {kind === 'events' && !eventColumn && (
            <EventName
              value={mapping.event ?? ''}
              error={issueAt(error, '/mapping/event')}
              onChange={(event) => setMapping((now) => ({ ...now, event }))}
            />
          )}
        </Stack>
        <ColumnsTable
          kind={kind}
          columns={inspection.columns}
          mapping={mapping}
          error={error}
          onChange={setMapping}
        />
      </Card>
      <Card title="3. Start">
        <Stack gap="md">
          {problems.length > 0 && (
            <Alert color="satsuma" icon={<IconAlertCircle />} title="Not ready yet">
              <List size="sm">
                {problems.map((problem) => (
                  <List.Item key={problem}>{problem}</List.Item>
                ))}
              </List>
            </Alert>
          )}
          {error !== null && <Refusal error={error} />}
          {isPending ? (
            <Sending sent={sent} onAbort={abort} />
          ) : (
            <Group>
              <Button disabled={problems.length > 0} onClick={() => send(mapping)}>
                Start import
              </Button>
            </Group>
          )}
        </Stack>
      </Card>
    </>
  );
}

interface EventNameProps {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (event: string) => void;
}

function EventName({ value, error, onChange }: EventNameProps): ReactNode {
  const { data: events = [] } = useQuery(allEventsQuery);
  return (
    <Autocomplete
      label="Name of the event"
      description="Every row is one event of this name, such as purchase."
      maw={360}
      maxLength={128}
      data={events.map(({ name }) => name)}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}

interface SendingProps {
  /** Share of the file that is sent, from 0 to 1. */
  readonly sent: number;
  readonly onAbort: () => void;
}

function Sending({ sent, onAbort }: SendingProps): ReactNode {
  return (
    <Stack gap="xs" role="status">
      <Progress value={100 * sent} aria-label="Upload" />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" className="tabular">
          {sent < 1 ? `Uploading, ${formatShare(sent, 1)} sent. Keep this page open.` : 'Almost there.'}
        </Text>
        <Button variant="default" size="xs" onClick={onAbort}>
          Stop upload
        </Button>
      </Group>
    </Stack>
  );
}

function useSending(kind: ImportKind, file: File) {
  const navigate = useNavigate();
  const start = useStartImport();
  const [sent, setSent] = useState(0);
  const controller = useRef<AbortController>(null);
  const send = (mapping: ImportMapping): void => {
    const abortion = new AbortController();
    controller.current = abortion;
    setSent(0);
    start.mutate(
      {
        kind,
        file,
        mapping: finishedMapping(kind, mapping),
        signal: abortion.signal,
        onProgress: (bytes, total) => setSent(total === 0 ? 0 : bytes / total),
      },
      {
        onSuccess: ({ id }) => void navigate({ to: '/imports/$id', params: { id: String(id) } }),
        onError: () => abortion.signal.aborted && start.reset(),
      },
    );
  };
  return {
    send,
    abort: () => controller.current?.abort(),
    sent,
    isPending: start.isPending,
    error: start.error,
  };
}
