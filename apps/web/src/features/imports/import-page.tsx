import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { endpointUrl, readImportErrors, type Import } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconAlertTriangle, IconArrowLeft, IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCount, plural } from '../../lib/format.ts';
import { useMay } from '../../lib/session.ts';
import { ButtonLink, TextLink } from '../../ui/button-link.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { Failure, RowsLoading } from '../../ui/states.tsx';
import { complain } from '../../ui/toast.ts';
import classes from './import-page.module.css';
import { ImportProgress, ImportStatusBadge, progressWords } from './import-status.tsx';
import { importQuery, isBusy, useCancelImport } from './imports.queries.ts';

const route = getRouteApi('/member/imports/$id');

/** How far an import is, and what came of it. */
export function ImportPage(): ReactNode {
  const { id } = route.useParams();
  const query = useQuery(importQuery(id));
  if (query.data !== undefined) return <LoadedImport entry={query.data} />;
  return (
    <Page title="Import" back={<BackToImports />}>
      <Card>
        {query.isError ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} what="this import" />
        ) : (
          <RowsLoading rows={4} />
        )}
      </Card>
    </Page>
  );
}

export const BackToImports = (): ReactNode => (
  <TextLink to="/imports" size="sm" className={classes.back}>
    <IconArrowLeft size={16} aria-hidden="true" /> Imports
  </TextLink>
);

function LoadedImport({ entry }: { readonly entry: Import }): ReactNode {
  return (
    <Page
      title={entry.fileName}
      mark={<ImportStatusBadge status={entry.status} />}
      lead={entry.kind === 'persons' ? 'Import of people' : 'Import of events'}
      back={<BackToImports />}
      actions={<Actions entry={entry} />}
    >
      {isBusy(entry) && (
        <Card>
          <Stack gap="xs" role="status">
            <ImportProgress entry={entry} />
            <Text size="sm" c="dimmed" className="tabular">
              {progressWords(entry)}. You may leave this page; the import goes on.
            </Text>
          </Stack>
        </Card>
      )}
      {entry.failure !== null && (
        <Alert color="red" icon={<IconAlertTriangle />} title="The import stopped" role="alert">
          {entry.failure}
        </Alert>
      )}
      <Results entry={entry} />
      <Card title="About this import">
        <Facts
          facts={[
            { label: 'Rows read', value: formatCount(entry.progress.rows) },
            { label: 'Started', value: <Moment at={entry.createdAt} as="instant" /> },
            {
              label: 'Ended',
              value: entry.finishedAt === null ? 'Not yet' : <Moment at={entry.finishedAt} as="instant" />,
            },
          ]}
        />
      </Card>
    </Page>
  );
}

function Actions({ entry }: { readonly entry: Import }): ReactNode {
  const may = useMay();
  const cancel = useCancelImport();
  if (isBusy(entry)) {
    return (
      may.write && (
        <Button
          variant="default"
          loading={cancel.isPending}
          onClick={() =>
            cancel.mutate(entry.id, { onError: (error) => complain('Could not cancel the import', error) })
          }
        >
          Cancel import
        </Button>
      )
    );
  }
  return (
    <Group gap="xs">
      <ButtonLink to="/imports/new" search={{ kind: entry.kind }} variant="default">
        Import another file
      </ButtonLink>
      {entry.status === 'done' && <ButtonLink to="/people">View people</ButtonLink>}
    </Group>
  );
}

function Results({ entry }: { readonly entry: Import }): ReactNode {
  const { results, kind } = entry;
  const figures =
    kind === 'persons'
      ? [
          { label: 'New people', value: results.created },
          { label: 'Updated', value: results.updated },
          { label: 'Unchanged', value: results.unchanged },
        ]
      : [
          { label: 'Events accepted', value: results.accepted },
          { label: 'Seen before', value: results.duplicates },
          { label: 'New people', value: results.created },
        ];
  return (
    <>
      <dl className={classes.figures}>
        {[...figures, { label: 'Rows refused', value: results.failed }].map(({ label, value }) => (
          <div key={label} className={classes.figure}>
            <dt>{label}</dt>
            <dd>{formatCount(value)}</dd>
          </div>
        ))}
      </dl>
      {results.failed > 0 && (
        <Alert
          color="satsuma"
          icon={<IconAlertTriangle />}
          title={`${plural(results.failed, 'row was', 'rows were')} refused`}
        >
          <Text mb="sm">
            The file lists each of them with its line, its column and the reason. Everything else is in.
          </Text>
          <Button
            component="a"
            href={endpointUrl(readImportErrors, { params: { id: String(entry.id) } })}
            download
            variant="default"
            size="xs"
            leftSection={<IconDownload size={16} />}
          >
            Download the refused rows
          </Button>
        </Alert>
      )}
    </>
  );
}
