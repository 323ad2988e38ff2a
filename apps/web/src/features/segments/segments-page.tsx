import { Button, Group, SegmentedControl } from '@mantine/core';
import type { Segment } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconChartDonut3, IconPlus, IconSearchOff, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { plural } from '../../lib/format.ts';
import { useMay } from '../../lib/session.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/paging.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Failure, Notice } from '../../ui/states.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { BulkDeleteDialog } from './bulk-delete-dialog.tsx';
import { DeleteSegmentDialog } from './delete-segment-dialog.tsx';
import { segmentsQuery } from './segments.queries.ts';
import { SegmentsTable } from './segments-table.tsx';

const route = getRouteApi('/member/segments');

const ORIGINS = [
  { value: 'all', label: 'All' },
  { value: 'user', label: 'Yours' },
  { value: 'predefined', label: 'Predefined' },
];

export function SegmentsPage(): ReactNode {
  const may = useMay();
  return (
    <Page
      title="Segments"
      lead="Lists of people that keep themselves up to date."
      actions={
        may.write && (
          <ButtonLink to="/segments/new" leftSection={<IconPlus size={18} />}>
            New segment
          </ButtonLink>
        )
      }
    >
      <SegmentsList />
    </Page>
  );
}

function SegmentsList(): ReactNode {
  const search = route.useSearch();
  const { setFilter } = useSegmentsFilter();
  const query = useQuery(segmentsQuery(search));
  const [doomed, setDoomed] = useState<Segment | null>(null);
  const [selected, setSelected] = useState<ReadonlyMap<number, Segment>>(new Map());
  const sort = search.sort ?? '-updatedAt';
  return (
    <Card flush>
      <Toolbar>
        <SearchBox
          label="Search segments"
          value={search.search}
          onChange={(text) => setFilter({ search: text })}
        />
        <SegmentedControl
          size="sm"
          data={ORIGINS}
          aria-label="Origin"
          value={search.origin ?? 'all'}
          onChange={(origin) => setFilter({ origin: origin === 'all' ? undefined : (origin as 'user') })}
        />
      </Toolbar>
      <SelectionBar selected={selected} onChange={setSelected} />
      {query.isError && query.data === undefined ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} what="the segments" />
      ) : query.data?.data.length === 0 ? (
        <NoSegments isFiltered={search.search !== undefined || search.origin !== undefined} />
      ) : (
        <SegmentsTable
          segments={query.data?.data}
          stale={query.isPlaceholderData}
          sort={sort}
          onSort={(next) => setFilter({ sort: next === '-updatedAt' ? undefined : next })}
          selected={selected}
          onSelect={setSelected}
          onDelete={setDoomed}
        />
      )}
      {query.data !== undefined && (
        <Pager
          nextCursor={query.data.nextCursor}
          {...(query.data.total === undefined
            ? {}
            : { summary: plural(query.data.total, 'segment', 'segments') })}
        />
      )}
      <DeleteSegmentDialog segment={doomed} onClose={() => setDoomed(null)} />
    </Card>
  );
}

type SegmentsSearch = ReturnType<typeof route.useSearch>;

/** Changes what is listed; every such change starts at the first page. */
function useSegmentsFilter() {
  const navigate = route.useNavigate();
  const setFilter = (change: Partial<SegmentsSearch>): void => {
    void navigate({
      search: (now) => ({ ...now, ...change, cursor: undefined, page: undefined }),
      replace: true,
    });
  };
  return { setFilter };
}

interface SelectionBarProps {
  readonly selected: ReadonlyMap<number, Segment>;
  readonly onChange: (selected: ReadonlyMap<number, Segment>) => void;
}

function SelectionBar({ selected, onChange }: SelectionBarProps): ReactNode {
  const [asked, setAsked] = useState<readonly Segment[] | null>(null);
  const [last, setLast] = useState<readonly Segment[]>([]);
  const ask = (): void => {
    const segments = [...selected.values()];
    setLast(segments);
    setAsked(segments);
  };
  return (
    <>
      {selected.size > 0 && (
        <Group gap="sm" px="lg" pb="sm" role="status">
          <span className="tabular">{selected.size} selected</span>
          <Button size="xs" color="red" variant="light" leftSection={<IconTrash size={16} />} onClick={ask}>
            Delete
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => onChange(new Map())}>
            Clear
          </Button>
        </Group>
      )}
      <BulkDeleteDialog
        opened={asked !== null}
        segments={asked ?? last}
        onDeleted={(ids) => onChange(new Map([...selected].filter(([id]) => !ids.includes(id))))}
        onClose={() => setAsked(null)}
      />
    </>
  );
}

function NoSegments({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const { setFilter } = useSegmentsFilter();
  if (isFiltered) {
    return (
      <Notice
        icon={<IconSearchOff />}
        title="No segment fits"
        action={
          <Button variant="default" onClick={() => setFilter({ search: undefined, origin: undefined })}>
            Show all segments
          </Button>
        }
      >
        Try a shorter part of the name, or look among all of them.
      </Notice>
    );
  }
  return (
    <Notice
      icon={<IconChartDonut3 />}
      title="No segments yet"
      action={<ButtonLink to="/segments/new">Make the first segment</ButtonLink>}
    >
      Say what people have in common, and Satsuma keeps the list up to date by itself.
    </Notice>
  );
}
