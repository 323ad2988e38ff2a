import { Table, Text } from '@mantine/core';
import type { Import } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMay } from '../../lib/session.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable, SkeletonRows } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/paging.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { Failure, Notice } from '../../ui/states.tsx';
import { ImportProgress, ImportStatusBadge, resultWords } from './import-status.tsx';
import { importsQuery, isBusy } from './imports.queries.ts';

const route = getRouteApi('/member/imports');

export function ImportsPage(): ReactNode {
  const may = useMay();
  return (
    <Page
      title="Imports"
      lead="People and events from CSV and NDJSON files."
      actions={
        may.write && (
          <ButtonLink to="/imports/new" leftSection={<IconPlus size={18} />}>
            New import
          </ButtonLink>
        )
      }
    >
      <ImportsList />
    </Page>
  );
}

function ImportsList(): ReactNode {
  const { cursor } = route.useSearch();
  const query = useQuery(importsQuery(cursor));
  return (
    <Card flush>
      {query.isError && query.data === undefined ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} what="the imports" />
      ) : query.data?.data.length === 0 ? (
        <Notice
          icon={<IconFileImport />}
          title="No imports yet"
          action={<ButtonLink to="/imports/new">Import a file</ButtonLink>}
        >
          Bring in people or what they did. You see every column and what it becomes before anything is
          stored.
        </Notice>
      ) : (
        <ImportsTable imports={query.data?.data} stale={query.isPlaceholderData} />
      )}
      {query.data !== undefined && <Pager nextCursor={query.data.nextCursor} />}
    </Card>
  );
}

interface ImportsTableProps {
  readonly imports: readonly Import[] | undefined;
  readonly stale: boolean;
}

function ImportsTable({ imports, stale }: ImportsTableProps): ReactNode {
  const head = (
    <>
      <Table.Th>File</Table.Th>
      <Table.Th visibleFrom="sm">Kind</Table.Th>
      <Table.Th>Status</Table.Th>
      <Table.Th visibleFrom="md">Rows</Table.Th>
      <Table.Th visibleFrom="sm">Started</Table.Th>
    </>
  );
  return (
    <DataTable label="Imports" head={head} stale={stale}>
      {imports === undefined ? (
        <SkeletonRows columns={5} />
      ) : (
        imports.map((entry) => (
          <Table.Tr key={entry.id}>
            <Table.Td>
              <RowLink to="/imports/$id" params={{ id: String(entry.id) }}>
                {entry.fileName}
              </RowLink>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Text size="sm">{entry.kind === 'persons' ? 'People' : 'Events'}</Text>
            </Table.Td>
            <Table.Td miw={120}>
              {isBusy(entry) ? <ImportProgress entry={entry} /> : <ImportStatusBadge status={entry.status} />}
            </Table.Td>
            <Table.Td visibleFrom="md">
              <Text size="sm" c="dimmed">
                {resultWords(entry)}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Moment at={entry.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))
      )}
    </DataTable>
  );
}
