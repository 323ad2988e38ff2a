import { Group, Table, Text } from '@mantine/core';
import type { Person } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { DataTable, SkeletonRows } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PersonCell } from '../../ui/person-cell.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { TagLink } from './tag-link.tsx';

interface PeopleTableProps {
  /** Undefined while they load. */
  readonly people: readonly Person[] | undefined;
  readonly stale: boolean;
}

const COLUMNS = 5;
const SHOWN_TAGS = 3;

export function PeopleTable({ people, stale }: PeopleTableProps): ReactNode {
  const head = (
    <>
      <Table.Th>Name</Table.Th>
      <Table.Th visibleFrom="md">External id</Table.Th>
      <Table.Th visibleFrom="sm">Type</Table.Th>
      <Table.Th visibleFrom="md">Tags</Table.Th>
      <Table.Th>Last seen</Table.Th>
    </>
  );
  return (
    <DataTable label="People" head={head} stale={stale}>
      {people === undefined ? (
        <SkeletonRows columns={COLUMNS} />
      ) : (
        people.map((person) => <PersonRow key={person.id} person={person} />)
      )}
    </DataTable>
  );
}

function PersonRow({ person }: { readonly person: Person }): ReactNode {
  const more = person.tags.length - SHOWN_TAGS;
  return (
    <Table.Tr>
      <Table.Td data-main>
        <PersonCell
          person={person}
          link={(name) => (
            <RowLink to="/people/$id" params={{ id: String(person.id) }}>
              {name}
            </RowLink>
          )}
        />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Text size="sm" c="dimmed">
          {person.externalId ?? '–'}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" tt="capitalize">
          {person.type}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Group gap={4}>
          {person.tags.slice(0, SHOWN_TAGS).map((tag) => (
            <TagLink key={tag} tag={tag} />
          ))}
          {more > 0 && (
            <Text size="xs" c="dimmed">
              +{more}
            </Text>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" component="span">
          {person.lastSeenAt === null ? 'Never' : <Moment at={person.lastSeenAt} />}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
