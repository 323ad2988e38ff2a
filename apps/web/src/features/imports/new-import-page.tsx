import { Alert, SegmentedControl, Stack, Text } from '@mantine/core';
import type { ImportKind } from '@satsuma/contracts';
import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Failure, RowsLoading } from '../../ui/states.tsx';
import { FileChoice } from './file-choice.tsx';
import { BackToImports } from './import-page.tsx';
import { inspectionQuery } from './imports.queries.ts';
import { MappingStep } from './mapping-step.tsx';

const route = getRouteApi('/member/imports/new');

const KINDS = [
  { value: 'persons', label: 'People' },
  { value: 'events', label: 'Events' },
];

const MEANINGS: Record<ImportKind, string> = {
  persons: 'One row for each person, with what you know about them.',
  events: 'One row for each thing that a person did, with its time.',
};

/** From a file to an import: choose it, say what its columns become, send it. */
export function NewImportPage(): ReactNode {
  const { kind = 'persons' } = route.useSearch();
  const navigate = route.useNavigate();
  const [file, setFile] = useState<File | null>(null);
  return (
    <Page title="New import" back={<BackToImports />}>
      <Card title="1. The file">
        <Stack gap="md" align="flex-start">
          <div>
            <SegmentedControl
              data={KINDS}
              aria-label="What the file holds"
              value={kind}
              onChange={(next) => void navigate({ search: { kind: next as ImportKind }, replace: true })}
            />
            <Text size="sm" c="dimmed" mt={4}>
              {MEANINGS[kind]}
            </Text>
          </div>
          <FileChoice file={file} onChange={setFile} />
        </Stack>
      </Card>
      {file !== null && <Inspected key={`${kind} ${file.name} ${file.size}`} kind={kind} file={file} />}
    </Page>
  );
}

function Inspected({ kind, file }: { readonly kind: ImportKind; readonly file: File }): ReactNode {
  const query = useQuery(inspectionQuery(kind, file));
  if (query.data?.columns.length === 0) return <Unreadable problems={query.data.problems} />;
  if (query.data !== undefined) return <MappingStep kind={kind} file={file} inspection={query.data} />;
  return (
    <Card title="2. The columns">
      {query.isError ? (
        <Failure
          error={query.error}
          onRetry={() => void query.refetch()}
          what="the first rows of this file"
        />
      ) : (
        <RowsLoading />
      )}
    </Card>
  );
}

/** A file in which no columns were found, and why. */
function Unreadable({ problems }: { readonly problems: readonly string[] }): ReactNode {
  return (
    <Card title="2. The columns">
      <Alert color="red" icon={<IconAlertCircle />} title="This file cannot be read">
        <Text size="sm">{problems[0] ?? 'It has no columns.'} Choose another file above.</Text>
      </Alert>
    </Card>
  );
}
