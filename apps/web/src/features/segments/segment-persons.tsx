import { Button, Table, Text } from '@mantine/core';
import type { Member, Segment } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconDownload, IconSearchOff, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatPeople } from '../../lib/format.ts';
import { Card } from '../../ui/card.tsx';
import { DataTable, SkeletonRows } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Pager } from '../../ui/paging.tsx';
import { PersonCell } from '../../ui/person-cell.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Failure, Notice } from '../../ui/states.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { exportUrl } from './segment-actions.tsx';
import { segmentPersonsQuery } from './segments.queries.ts';
import { WhyDrawer } from './why-drawer.tsx';

const route = getRouteApi('/member/segments/$id');

/** The people of a segment; a click on one asks why. */
export function SegmentPersons({ segment }: { readonly segment: Segment }): ReactNode {
  const { search, cursor, person } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(segmentPersonsQuery(segment, { search, cursor }));
  const explained = query.data?.data.find(({ id }) => id === person);
  return (
    <Card
      title="People"
      flush
      actions={
        segment.size > 0 && (
          <Button
            component="a"
            href={exportUrl(segment.id)}
            download
            variant="subtle"
            size="xs"
            leftSection={<IconDownload size={16} />}
          >
            Export CSV
          </Button>
        )
      }
    >
      <Toolbar>
        <SearchBox
          label="Search people"
          value={search}
          onChange={(text) =>
            void navigate({
              search: (now) => ({ ...now, search: text, cursor: undefined, page: undefined }),
              replace: true,
            })
          }
        />
      </Toolbar>
      {query.isError && query.data === undefined ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} what="the people" />
      ) : query.data?.data.length === 0 ? (
        <NoMembers segment={segment} search={search} />
      ) : (
        <MembersTable members={query.data?.data} stale={query.isPlaceholderData} />
      )}
      {query.data !== undefined && query.data.data.length > 0 && (
        <Pager
          nextCursor={query.data.nextCursor}
          {...(search === undefined ? { summary: formatPeople(segment.size) } : {})}
        />
      )}
      <WhyDrawer
        segment={segment}
        personId={person}
        person={explained}
        onClose={() => void navigate({ search: (now) => ({ ...now, person: undefined }), replace: true })}
      />
    </Card>
  );
}

interface MembersTableProps {
  readonly members: readonly Member[] | undefined;
  readonly stale: boolean;
}

function MembersTable({ members, stale }: MembersTableProps): ReactNode {
  const head = (
    <>
      <Table.Th>Name</Table.Th>
      <Table.Th visibleFrom="sm">City</Table.Th>
      <Table.Th>In since</Table.Th>
    </>
  );
  return (
    <DataTable label="People in this segment" head={head} stale={stale}>
      {members === undefined ? (
        <SkeletonRows columns={3} />
      ) : (
        members.map((member) => (
          <Table.Tr key={member.id}>
            <Table.Td data-main>
              <PersonCell
                person={member}
                link={(name) => (
                  <RowLink
                    from="/segments/$id"
                    to="."
                    search={(now) => ({ ...now, person: member.id })}
                    title={`Why ${name} is in this segment`}
                  >
                    {name}
                  </RowLink>
                )}
              />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Text size="sm" c="dimmed">
                {typeof member.attributes['city'] === 'string' ? member.attributes['city'] : '–'}
              </Text>
            </Table.Td>
            <Table.Td>
              <Moment at={member.since} />
            </Table.Td>
          </Table.Tr>
        ))
      )}
    </DataTable>
  );
}

interface NoMembersProps {
  readonly segment: Segment;
  readonly search: string | undefined;
}

function NoMembers({ segment, search }: NoMembersProps): ReactNode {
  if (search !== undefined) {
    return (
      <Notice icon={<IconSearchOff />} title="Nobody found">
        Nobody in this segment has “{search}” in their name, e-mail, phone or external id.
      </Notice>
    );
  }
  if (segment.status === 'building') {
    return (
      <Notice icon={<IconUsers />} title="Still being built">
        The people appear here when the list is complete.
      </Notice>
    );
  }
  return (
    <Notice icon={<IconUsers />} title="Nobody meets these criteria now">
      People enter by themselves as soon as they do.
    </Notice>
  );
}
