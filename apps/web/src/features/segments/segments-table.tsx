import { Checkbox, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { SegmentSort, type Segment } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { formatCount } from '../../lib/format.ts';
import { useMay } from '../../lib/session.ts';
import { DataTable, SkeletonRows, SortHeader } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { aboveRowLink, RowLink } from '../../ui/row-link.tsx';
import { usageWords } from './usage-words.ts';
import { SegmentMenu } from './segment-actions.tsx';
import { PredefinedMark, SegmentStatus } from './segment-status.tsx';

type Selection = ReadonlyMap<number, Segment>;

interface SegmentsTableProps {
  /** Undefined while they load. */
  readonly segments: readonly Segment[] | undefined;
  readonly stale: boolean;
  readonly sort: SegmentSort;
  readonly onSort: (sort: SegmentSort) => void;
  readonly selected: Selection;
  readonly onSelect: (selected: Selection) => void;
  readonly onDelete: (segment: Segment) => void;
}

const COLUMNS = 8;

export function SegmentsTable(props: SegmentsTableProps): ReactNode {
  const { segments, stale, sort, onSort, selected, onSelect, onDelete } = props;
  const sorting = { sort, onSort: (next: string) => onSort(SegmentSort.parse(next)) };
  const head = (
    <>
      <SelectAll segments={segments} selected={selected} onSelect={onSelect} />
      <SortHeader label="Name" field="name" first="ascending" {...sorting} />
      <SortHeader label="Size" field="size" align="right" {...sorting} />
      <Table.Th visibleFrom="sm">Status</Table.Th>
      <SortHeader label="Currently used" field="usedByJourneys" visibleFrom="md" {...sorting} />
      <SortHeader label="Created" field="createdAt" visibleFrom="lg" {...sorting} />
      <SortHeader label="Updated" field="updatedAt" visibleFrom="sm" {...sorting} />
      <Table.Th>
        <VisuallyHidden>Actions</VisuallyHidden>
      </Table.Th>
    </>
  );
  return (
    <DataTable label="Segments" head={head} stale={stale}>
      {segments === undefined ? (
        <SkeletonRows columns={COLUMNS} />
      ) : (
        segments.map((segment) => (
          <SegmentRow
            key={segment.id}
            segment={segment}
            selected={selected}
            onSelect={onSelect}
            onDelete={onDelete}
          />
        ))
      )}
    </DataTable>
  );
}

type SelectAllProps = Pick<SegmentsTableProps, 'segments' | 'selected' | 'onSelect'>;

function SelectAll({ segments = [], selected, onSelect }: SelectAllProps): ReactNode {
  const may = useMay();
  if (!may.write) return null;
  const free = segments.filter(({ origin }) => origin === 'user');
  const chosen = free.filter(({ id }) => selected.has(id));
  return (
    <Table.Th w={40}>
      <Checkbox
        size="sm"
        aria-label="Select all on this page"
        disabled={free.length === 0}
        checked={free.length > 0 && chosen.length === free.length}
        indeterminate={chosen.length > 0 && chosen.length < free.length}
        onChange={(event) => {
          const next = new Map(selected);
          const { checked } = event.currentTarget;
          for (const one of free) {
            if (checked) next.set(one.id, one);
            else next.delete(one.id);
          }
          onSelect(next);
        }}
      />
    </Table.Th>
  );
}

interface SegmentRowProps extends Pick<SegmentsTableProps, 'selected' | 'onSelect' | 'onDelete'> {
  readonly segment: Segment;
}

function SegmentRow({ segment, selected, onSelect, onDelete }: SegmentRowProps): ReactNode {
  const may = useMay();
  const toggle = (): void => {
    const next = new Map(selected);
    if (!next.delete(segment.id)) next.set(segment.id, segment);
    onSelect(next);
  };
  return (
    <Table.Tr data-selected={selected.has(segment.id) || undefined}>
      {may.write && (
        <Table.Td>
          <Checkbox
            size="sm"
            className={aboveRowLink}
            aria-label={`Select ${segment.name}`}
            disabled={segment.origin === 'predefined'}
            checked={selected.has(segment.id)}
            onChange={toggle}
          />
        </Table.Td>
      )}
      <Table.Td data-main>
        <SegmentName segment={segment} />
      </Table.Td>
      <Table.Td data-align="right" fw={550}>
        {formatCount(segment.size)}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <SegmentStatus segment={segment} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Text size="sm" c={segment.usedByJourneys === 0 ? 'dimmed' : 'inherit'}>
          {usageWords(segment.usedByJourneys)}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <Moment at={segment.createdAt} as="day" />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Moment at={segment.updatedAt} />
      </Table.Td>
      <Table.Td w={56} className={aboveRowLink}>
        <SegmentMenu segment={segment} onDelete={() => onDelete(segment)} />
      </Table.Td>
    </Table.Tr>
  );
}

function SegmentName({ segment }: { readonly segment: Segment }): ReactNode {
  return (
    <>
      <Group gap="xs">
        <RowLink to="/segments/$id" params={{ id: String(segment.id) }}>
          {segment.name}
        </RowLink>
        {segment.origin === 'predefined' && <PredefinedMark />}
      </Group>
      {segment.description !== '' && (
        <Text size="xs" c="dimmed" lineClamp={1}>
          {segment.description}
        </Text>
      )}
      {segment.status !== 'ready' && (
        <Group hiddenFrom="sm" mt={4}>
          <SegmentStatus segment={segment} />
        </Group>
      )}
    </>
  );
}
