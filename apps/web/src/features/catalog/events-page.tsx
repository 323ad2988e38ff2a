import { Button, Table, Text } from '@mantine/core';
import type { EventDefinition } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconBolt, IconPlus, IconSearchOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMay } from '../../lib/session.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable, SkeletonRows } from '../../ui/data-table.tsx';
import { Pager } from '../../ui/paging.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Failure, Notice } from '../../ui/states.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { CatalogFrame } from './catalog-frame.tsx';
import { eventsQuery } from './catalog.queries.ts';
import { CreateEventDialog } from './create-event-dialog.tsx';
import { EventDrawer } from './event-drawer.tsx';

const route = getRouteApi('/member/catalog/events');

export function EventsPage(): ReactNode {
  const may = useMay();
  const { open, create } = route.useSearch();
  const navigate = route.useNavigate();
  const close = (): void =>
    void navigate({ search: ({ open: _open, create: _create, ...rest }) => rest, replace: true });
  return (
    <CatalogFrame
      actions={
        may.administer && (
          <Button
            leftSection={<IconPlus size={18} />}
            onClick={() => void navigate({ search: (now) => ({ ...now, create: true }) })}
          >
            New event
          </Button>
        )
      }
    >
      <EventsList />
      <EventDrawer name={open} onClose={close} />
      {create === true && (
        <CreateEventDialog
          onClose={close}
          onCreated={(name) => void navigate({ search: { open: name }, replace: true })}
        />
      )}
    </CatalogFrame>
  );
}

function EventsList(): ReactNode {
  const { search, cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(eventsQuery({ search, cursor }));
  const setSearch = (text: string | undefined): void =>
    void navigate({
      search: (now) => ({ ...now, search: text, cursor: undefined, page: undefined }),
      replace: true,
    });
  return (
    <Card flush>
      <Toolbar>
        <SearchBox label="Search events" value={search} onChange={setSearch} />
      </Toolbar>
      {query.isError && query.data === undefined ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} what="the events" />
      ) : query.data?.data.length === 0 ? (
        <NoEvents search={search} onShowAll={() => setSearch(undefined)} />
      ) : (
        <EventsTable events={query.data?.data} stale={query.isPlaceholderData} />
      )}
      {query.data !== undefined && <Pager nextCursor={query.data.nextCursor} />}
    </Card>
  );
}

interface NoEventsProps {
  readonly search: string | undefined;
  readonly onShowAll: () => void;
}

function NoEvents({ search, onShowAll }: NoEventsProps): ReactNode {
  if (search !== undefined) {
    return (
      <Notice
        icon={<IconSearchOff />}
        title="No event fits"
        action={
          <Button variant="default" onClick={onShowAll}>
            Show all events
          </Button>
        }
      >
        Try a part of its name or label.
      </Notice>
    );
  }
  return (
    <Notice
      icon={<IconBolt />}
      title="No events yet"
      action={
        <ButtonLink to="/imports/new" search={{ kind: 'events' }}>
          Import events
        </ButtonLink>
      }
    >
      Names appear here by themselves with the first event that is sent or imported.
    </Notice>
  );
}

interface EventsTableProps {
  readonly events: readonly EventDefinition[] | undefined;
  readonly stale: boolean;
}

function EventsTable({ events, stale }: EventsTableProps): ReactNode {
  const head = (
    <>
      <Table.Th>Event</Table.Th>
      <Table.Th>Properties</Table.Th>
      <Table.Th visibleFrom="md">Description</Table.Th>
    </>
  );
  return (
    <DataTable label="Events" head={head} stale={stale}>
      {events === undefined ? (
        <SkeletonRows columns={3} />
      ) : (
        events.map(({ name, label, description, properties }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <RowLink from="/catalog/events" to="." search={(now) => ({ ...now, open: name })}>
                {label || name}
              </RowLink>
              <Text size="xs" c="dimmed" ff="monospace">
                {name}
              </Text>
            </Table.Td>
            <Table.Td>
              <Text size="sm" lineClamp={2}>
                {properties.length === 0
                  ? 'None'
                  : properties.map((property) => property.label || property.name).join(', ')}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="md" maw={360}>
              <Text size="sm" c="dimmed" lineClamp={2}>
                {description}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))
      )}
    </DataTable>
  );
}
