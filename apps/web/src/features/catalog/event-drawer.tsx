import { Accordion, Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import type { EventDefinition, Property } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useMay } from '../../lib/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Failure, RowsLoading } from '../../ui/states.tsx';
import { say } from '../../ui/toast.ts';
import { eventQuery, useDeleteEvent } from './catalog.queries.ts';
import { EditEventForm } from './edit-event-form.tsx';
import { PropertyDetails } from './property-details.tsx';

import { TypeBadge } from './type-badge.tsx';

interface EventDrawerProps {
  readonly name: string | undefined;
  readonly onClose: () => void;
}

/** One event definition: what it means, its properties and their values, changing and deleting it. */
export function EventDrawer({ name, onClose }: EventDrawerProps): ReactNode {
  const { data } = useQuery({ ...eventQuery(name ?? ''), enabled: name !== undefined });
  return (
    <Drawer
      opened={name !== undefined}
      onClose={onClose}
      position="right"
      size="md"
      title={data?.label || name || 'Event'}
    >
      {name !== undefined && <EventDetails key={name} name={name} onClose={onClose} />}
    </Drawer>
  );
}

function EventDetails({ name, onClose }: { readonly name: string; readonly onClose: () => void }): ReactNode {
  const query = useQuery(eventQuery(name));
  const [editing, setEditing] = useState(false);
  if (query.isError) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} what="this event" />;
  }
  if (query.data === undefined) return <RowsLoading />;
  if (editing) return <EditEventForm definition={query.data} onClose={() => setEditing(false)} />;
  const { description, synonyms, properties } = query.data;
  return (
    <Stack gap="lg">
      {description !== '' && <Text c="dimmed">{description}</Text>}
      <Facts
        facts={[
          { label: 'Name', value: name },
          ...(synonyms.length > 0 ? [{ label: 'Synonyms', value: synonyms.join(', ') }] : []),
        ]}
      />
      <Properties event={name} properties={properties} />
      <Actions definition={query.data} onEdit={() => setEditing(true)} onDeleted={onClose} />
    </Stack>
  );
}

interface PropertiesProps {
  readonly event: string;
  readonly properties: readonly Property[];
}

function Properties({ event, properties }: PropertiesProps): ReactNode {
  const [opened, setOpened] = useState<string | null>(null);
  if (properties.length === 0) return <Text c="dimmed">This event carries no properties.</Text>;
  return (
    <section aria-label="Properties">
      <Title order={3} mb="xs">
        Properties
      </Title>
      <Accordion variant="separated" value={opened} onChange={setOpened}>
        {properties.map((property) => (
          <Accordion.Item key={property.name} value={property.name}>
            <Accordion.Control>
              <Group justify="space-between" wrap="nowrap" pr="sm">
                <span>{property.label || property.name}</span>
                <TypeBadge type={property.type} />
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              {opened === property.name && <PropertyDetails event={event} property={property} />}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}

interface ActionsProps {
  readonly definition: EventDefinition;
  readonly onEdit: () => void;
  readonly onDeleted: () => void;
}

function Actions({ definition, onEdit, onDeleted }: ActionsProps): ReactNode {
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const removal = useDeleteEvent(definition.name);
  if (!may.administer) return null;
  return (
    <Group gap="sm">
      <Button variant="default" leftSection={<IconPencil size={16} />} onClick={onEdit}>
        Edit
      </Button>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} />}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
      <ConfirmDialog
        opened={asking}
        title="Delete this event?"
        confirm="Delete event"
        pending={removal.isPending}
        error={removal.error}
        onClose={() => {
          removal.reset();
          setAsking(false);
        }}
        onConfirm={() =>
          removal.mutate(undefined, {
            onSuccess: () => {
              say(`Event “${definition.name}” was deleted.`);
              onDeleted();
            },
          })
        }
      >
        “{definition.label || definition.name}” goes away together with every event of that name. This cannot
        be undone.
      </ConfirmDialog>
    </Group>
  );
}
