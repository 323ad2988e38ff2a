import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconFileImport, IconSearchOff, IconUsers, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatPeople } from '../../lib/format.ts';
import { useMay } from '../../lib/session.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/paging.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Failure, Notice } from '../../ui/states.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { PeopleTable } from './people-table.tsx';
import { peopleQuery } from './persons.queries.ts';

const route = getRouteApi('/member/people');

export function PeoplePage(): ReactNode {
  const may = useMay();
  return (
    <Page
      title="People"
      lead="Everybody this workspace knows, newest first."
      actions={
        may.write && (
          <ButtonLink
            to="/imports/new"
            search={{ kind: 'persons' }}
            variant="default"
            leftSection={<IconFileImport size={18} />}
          >
            Import people
          </ButtonLink>
        )
      }
    >
      <PeopleList />
    </Page>
  );
}

function PeopleList(): ReactNode {
  const { search, tag, cursor } = route.useSearch();
  const query = useQuery(peopleQuery({ search, tag, cursor }));
  const setFilter = usePeopleFilter();
  return (
    <Card flush>
      <Toolbar>
        <SearchBox
          label="Search by name, e-mail, phone, id"
          value={search}
          onChange={(text) => setFilter({ search: text })}
        />
        {tag !== undefined && (
          <Button
            variant="light"
            size="xs"
            rightSection={<IconX size={14} />}
            aria-label={`Stop showing only people tagged ${tag}`}
            onClick={() => setFilter({ tag: undefined })}
          >
            Tag: {tag}
          </Button>
        )}
      </Toolbar>
      {query.isError && query.data === undefined ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} what="the people" />
      ) : query.data?.data.length === 0 ? (
        <NoPeople isFiltered={search !== undefined || tag !== undefined} />
      ) : (
        <PeopleTable people={query.data?.data} stale={query.isPlaceholderData} />
      )}
      {query.data !== undefined && (
        <Pager
          nextCursor={query.data.nextCursor}
          {...(query.data.total === undefined ? {} : { summary: formatPeople(query.data.total) })}
        />
      )}
    </Card>
  );
}

type PeopleSearch = ReturnType<typeof route.useSearch>;

/** Changes who is listed; every such change starts at the first page. */
function usePeopleFilter(): (change: Partial<PeopleSearch>) => void {
  const navigate = route.useNavigate();
  return (change) =>
    void navigate({
      search: (now) => ({ ...now, ...change, cursor: undefined, page: undefined }),
      replace: true,
    });
}

function NoPeople({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const setFilter = usePeopleFilter();
  if (isFiltered) {
    return (
      <Notice
        icon={<IconSearchOff />}
        title="Nobody found"
        action={
          <Button variant="default" onClick={() => setFilter({ search: undefined, tag: undefined })}>
            Show everybody
          </Button>
        }
      >
        Try a part of the name, the e-mail, the phone or the external id.
      </Notice>
    );
  }
  return (
    <Notice
      icon={<IconUsers />}
      title="No people yet"
      action={
        <ButtonLink to="/imports/new" search={{ kind: 'persons' }}>
          Import people
        </ButtonLink>
      }
    >
      Import a CSV file, or send people and events over the API with a key from the settings.
    </Notice>
  );
}
