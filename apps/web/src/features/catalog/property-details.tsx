import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { Property } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useMay } from '../../lib/session.ts';
import { propertyValuesQuery } from './catalog.queries.ts';
import { EditPropertyForm } from './edit-property-form.tsx';
import { TopValues } from './top-values.tsx';

interface PropertyDetailsProps {
  readonly event: string;
  readonly property: Property;
}

/** What a property of an event means and the values it had lately. */
export function PropertyDetails({ event, property }: PropertyDetailsProps): ReactNode {
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const query = useQuery({ ...propertyValuesQuery(event, property.name), enabled: !property.sensitive });
  if (editing)
    return <EditPropertyForm event={event} property={property} onClose={() => setEditing(false)} />;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Text size="sm" c="dimmed" ff="monospace">
          {property.name}
        </Text>
        {property.sensitive && <Badge color="gray">Sensitive</Badge>}
      </Group>
      {property.description !== '' && <Text size="sm">{property.description}</Text>}
      {!property.sensitive && <TopValues query={query} unit="events" />}
      {may.administer && (
        <Group>
          <Button
            variant="default"
            size="xs"
            aria-label={`Edit property ${property.name}`}
            onClick={() => setEditing(true)}
          >
            Edit
          </Button>
        </Group>
      )}
    </Stack>
  );
}
