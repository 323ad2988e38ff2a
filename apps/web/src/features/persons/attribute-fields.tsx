import { Divider, Select, Stack, Text } from '@mantine/core';
import type { Attribute } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { allAttributesQuery } from '../../lib/catalog.ts';
import { issueAt } from '../../lib/problem-words.ts';
import { Failure, RowsLoading } from '../../ui/states.tsx';
import { AttributeField } from './attribute-field.tsx';

interface AttributeFieldsProps {
  readonly values: Readonly<Record<string, unknown>>;
  readonly error: unknown;
  readonly onChange: (name: string, value: unknown) => void;
}

/** A field for every attribute the person has, and a way to add the others of the catalog. */
export function AttributeFields({ values, error, onChange }: AttributeFieldsProps): ReactNode {
  const query = useQuery(allAttributesQuery);
  if (query.isError) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} what="the attributes" />;
  }
  if (query.data === undefined) return <RowsLoading rows={3} />;
  const editable = query.data.filter(({ type, origin }) => type !== 'objects' && origin !== 'system');
  const shown = editable.filter(({ name }) => name in values);
  const others = editable.filter(({ name }) => !(name in values));
  return (
    <Stack gap="md">
      <Divider label="Attributes" labelPosition="left" />
      {shown.map((attribute) => (
        <AttributeField
          key={attribute.name}
          attribute={attribute}
          value={values[attribute.name]}
          error={issueAt(error, `/attributes/${attribute.name}`)}
          onChange={(value) => onChange(attribute.name, value)}
        />
      ))}
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          None yet. Choose one below to set it.
        </Text>
      )}
      <Select
        label="Set another attribute"
        placeholder="Choose from the catalog"
        searchable
        nothingFoundMessage="No such attribute"
        data={others.map(optionOf)}
        value={null}
        onChange={(name) => name !== null && onChange(name, emptyValue(others, name))}
      />
    </Stack>
  );
}

const optionOf = ({ name, label }: Attribute): { value: string; label: string } => ({
  value: name,
  label: label || name,
});

function emptyValue(attributes: readonly Attribute[], name: string): unknown {
  const type = attributes.find((attribute) => attribute.name === name)?.type;
  return type === 'list' ? [] : '';
}
