import { Badge, Button, Group, Table, Text } from '@mantine/core';
import type { Attribute } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconEyeOff, IconPlus, IconSearchOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMay } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { DataTable, SkeletonRows } from '../../ui/data-table.tsx';
import { Pager } from '../../ui/paging.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Failure, Notice } from '../../ui/states.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { AttributeDrawer } from './attribute-drawer.tsx';
import { CatalogFrame } from './catalog-frame.tsx';
import { attributesQuery } from './catalog.queries.ts';
import { CreateAttributeDialog } from './create-attribute-dialog.tsx';
import { TypeBadge } from './type-badge.tsx';

const route = getRouteApi('/member/catalog/attributes');

export function AttributesPage(): ReactNode {
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
            New attribute
          </Button>
        )
      }
    >
      <AttributesList />
      <AttributeDrawer name={open} onClose={close} />
      {create === true && (
        <CreateAttributeDialog
          onClose={close}
          onCreated={(name) => void navigate({ search: { open: name }, replace: true })}
        />
      )}
    </CatalogFrame>
  );
}

function AttributesList(): ReactNode {
  const { search, cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(attributesQuery({ search, cursor }));
  const setSearch = (text: string | undefined): void =>
    void navigate({
      search: (now) => ({ ...now, search: text, cursor: undefined, page: undefined }),
      replace: true,
    });
  return (
    <Card flush>
      <Toolbar>
        <SearchBox label="Search attributes" value={search} onChange={setSearch} />
      </Toolbar>
      {query.isError && query.data === undefined ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} what="the attributes" />
      ) : query.data?.data.length === 0 ? (
        <Notice
          icon={<IconSearchOff />}
          title="No attribute fits"
          action={
            <Button variant="default" onClick={() => setSearch(undefined)}>
              Show all attributes
            </Button>
          }
        >
          New names also appear here by themselves when people are sent or imported with them.
        </Notice>
      ) : (
        <AttributesTable attributes={query.data?.data} stale={query.isPlaceholderData} />
      )}
      {query.data !== undefined && <Pager nextCursor={query.data.nextCursor} />}
    </Card>
  );
}

interface AttributesTableProps {
  readonly attributes: readonly Attribute[] | undefined;
  readonly stale: boolean;
}

const ORIGINS = { system: 'Kept by Satsuma', standard: 'Standard', custom: 'Yours' };

function AttributesTable({ attributes, stale }: AttributesTableProps): ReactNode {
  const head = (
    <>
      <Table.Th>Attribute</Table.Th>
      <Table.Th>Type</Table.Th>
      <Table.Th visibleFrom="sm">Origin</Table.Th>
      <Table.Th visibleFrom="md">Description</Table.Th>
    </>
  );
  return (
    <DataTable label="Attributes" head={head} stale={stale}>
      {attributes === undefined ? (
        <SkeletonRows columns={4} />
      ) : (
        attributes.map((attribute) => <AttributeRow key={attribute.name} attribute={attribute} />)
      )}
    </DataTable>
  );
}

function AttributeRow({ attribute }: { readonly attribute: Attribute }): ReactNode {
  const { name, label, type, origin, sensitive, description } = attribute;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <RowLink from="/catalog/attributes" to="." search={(now) => ({ ...now, open: name })}>
            {label || name}
          </RowLink>
          {sensitive && (
            <Badge color="gray" leftSection={<IconEyeOff size={12} />}>
              Sensitive
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" ff="monospace">
          {name}
        </Text>
      </Table.Td>
      <Table.Td>
        <TypeBadge type={type} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" c="dimmed">
          {ORIGINS[origin]}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md" maw={360}>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {description}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
