import { ScrollArea, Skeleton, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './data-table.module.css';

interface DataTableProps {
  /** Name of the table for those who do not see it. */
  readonly label: string;
  readonly head: ReactNode;
  readonly children: ReactNode;
  /** True while older rows stand in for the ones on their way. */
  readonly stale?: boolean;
}

export function DataTable({ label, head, children, stale = false }: DataTableProps): ReactNode {
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: -1 }}>
      <Table
        highlightOnHover
        className={classes.table}
        aria-label={label}
        aria-busy={stale}
        data-stale={stale}
      >
        <Table.Thead>
          <Table.Tr>{head}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

interface SortHeaderProps {
  readonly label: string;
  /** Name of the field in `sort`; `-` before it is descending. */
  readonly field: string;
  readonly sort: string;
  /** What a first click asks for. */
  readonly first?: 'ascending' | 'descending';
  readonly onSort: (sort: string) => void;
  readonly align?: 'right';
  readonly visibleFrom?: 'xs' | 'sm' | 'md' | 'lg';
}

export function SortHeader(props: SortHeaderProps): ReactNode {
  const { label, field, sort, first = 'descending', onSort, align, visibleFrom } = props;
  const direction = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none';
  const turned = direction === 'ascending' ? 'descending' : 'ascending';
  const wanted = direction === 'none' ? first : turned;
  const Arrow = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }[direction];
  return (
    <Table.Th aria-sort={direction} {...(visibleFrom ? { visibleFrom } : {})} data-align={align}>
      <UnstyledButton
        className={classes.sort}
        data-active={direction !== 'none'}
        onClick={() => onSort(wanted === 'ascending' ? field : `-${field}`)}
      >
        {label}
        <Arrow size={14} stroke={1.8} aria-hidden="true" />
      </UnstyledButton>
    </Table.Th>
  );
}

/** Rows of grey bars in the columns of a table. */
export function SkeletonRows({
  columns,
  rows = 8,
}: {
  readonly columns: number;
  readonly rows?: number;
}): ReactNode {
  return Array.from({ length: rows }, (_, row) => (
    <Table.Tr key={row} aria-hidden="true">
      {Array.from({ length: columns }, (_, column) => (
        <Table.Td key={column}>
          <Skeleton height={16} my={4} width={column === 0 ? `${80 - ((row * 13) % 35)}%` : '60%'} />
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}
