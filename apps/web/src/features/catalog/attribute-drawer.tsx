import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import type { Attribute } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useMay } from '../../lib/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Failure, RowsLoading } from '../../ui/states.tsx';
import { say } from '../../ui/toast.ts';
import { attributeQuery, attributeValuesQuery, useDeleteAttribute } from './catalog.queries.ts';
import { EditAttributeForm } from './edit-attribute-form.tsx';
import { TopValues } from './top-values.tsx';
import { TYPE_LABELS } from '../../lib/value-types.ts';

interface AttributeDrawerProps {
  readonly name: string | undefined;
  readonly onClose: () => void;
}

/** One attribute: what it means, the values it has, changing and deleting it. */
export function AttributeDrawer({ name, onClose }: AttributeDrawerProps): ReactNode {
  const { data } = useQuery({ ...attributeQuery(name ?? ''), enabled: name !== undefined });
  return (
    <Drawer
      opened={name !== undefined}
      onClose={onClose}
      position="right"
      size="md"
      title={data?.label || name || 'Attribute'}
    >
      {name !== undefined && <AttributeDetails key={name} name={name} onClose={onClose} />}
    </Drawer>
  );
}

function AttributeDetails({
  name,
  onClose,
}: {
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const query = useQuery(attributeQuery(name));
  const [editing, setEditing] = useState(false);
  if (query.isError) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} what="this attribute" />;
  }
  if (query.data === undefined) return <RowsLoading />;
  if (editing) return <EditAttributeForm attribute={query.data} onClose={() => setEditing(false)} />;
  return <AttributeView attribute={query.data} onEdit={() => setEditing(true)} onClose={onClose} />;
}

interface AttributeViewProps {
  readonly attribute: Attribute;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

function AttributeView({ attribute, onEdit, onClose }: AttributeViewProps): ReactNode {
  return (
    <Stack gap="lg">
      {attribute.description !== '' && <Text c="dimmed">{attribute.description}</Text>}
      <Facts facts={factsOf(attribute)} />
      <Values attribute={attribute} />
      {attribute.origin !== 'system' && <Actions attribute={attribute} onEdit={onEdit} onDeleted={onClose} />}
    </Stack>
  );
}

function factsOf({ name, type, synonyms, sensitive, fields = [] }: Attribute) {
  return [
    { label: 'Name', value: name },
    { label: 'Type', value: TYPE_LABELS[type] },
    ...(synonyms.length > 0 ? [{ label: 'Synonyms', value: synonyms.join(', ') }] : []),
    { label: 'Sensitive', value: sensitive ? 'Yes' : 'No' },
    ...(type === 'objects'
      ? [
          {
            label: 'Fields',
            value: fields.map((field) => (
              <div key={field.name}>
                {field.name}, {TYPE_LABELS[field.type].toLowerCase()}
              </div>
            )),
          },
        ]
      : []),
  ];
}

function Values({ attribute }: { readonly attribute: Attribute }): ReactNode {
  const shown = !attribute.sensitive && attribute.type !== 'objects' && attribute.origin !== 'system';
  const query = useQuery({ ...attributeValuesQuery(attribute.name), enabled: shown });
  if (attribute.sensitive) {
    return <Text c="dimmed">Its values are sensitive and not shown.</Text>;
  }
  if (!shown) return null;
  return (
    <section aria-label="Most frequent values">
      <Title order={3} mb="xs">
        Most frequent values
      </Title>
      <TopValues query={query} unit="people" />
    </section>
  );
}

interface ActionsProps {
  readonly attribute: Attribute;
  readonly onEdit: () => void;
  readonly onDeleted: () => void;
}

function Actions({ attribute, onEdit, onDeleted }: ActionsProps): ReactNode {
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const removal = useDeleteAttribute(attribute.name);
  if (!may.administer) return null;
  return (
    <Group gap="sm">
      <Button variant="default" leftSection={<IconPencil size={16} />} onClick={onEdit}>
        Edit
      </Button>
      {attribute.origin === 'custom' && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() => setAsking(true)}
        >
          Delete
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        title="Delete this attribute?"
        confirm="Delete attribute"
        pending={removal.isPending}
        error={removal.error}
        onClose={() => {
          removal.reset();
          setAsking(false);
        }}
        onConfirm={() =>
          removal.mutate(undefined, {
            onSuccess: () => {
              say(`Attribute “${attribute.name}” was deleted.`);
              onDeleted();
            },
          })
        }
      >
        “{attribute.label || attribute.name}” goes away together with its value for every person. This cannot
        be undone.
      </ConfirmDialog>
    </Group>
  );
}
