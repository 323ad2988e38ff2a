import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { FieldType } from '@satsuma/contracts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { issueAt } from '../../lib/problem-words.ts';
import { typeOptions } from '../../lib/value-types.ts';

/** A field of an attribute or a property of an event, before it exists. */
export interface TypedName {
  readonly name: string;
  readonly type: FieldType;
}

interface TypedNamesProps {
  /** What is listed: “Fields” or “Properties”. */
  readonly legend: string;
  readonly one: string;
  readonly entries: readonly TypedName[];
  readonly error: unknown;
  /** JSON pointer of the list in the body. */
  readonly pointer: string;
  readonly onChange: (entries: readonly TypedName[]) => void;
}

/** Rows of name and type. */
export function TypedNames({ legend, one, entries, error, pointer, onChange }: TypedNamesProps): ReactNode {
  const replace = (index: number, part: Partial<TypedName>): void =>
    onChange(entries.map((entry, at) => (at === index ? { ...entry, ...part } : entry)));
  return (
    <Stack gap="xs" role="group" aria-label={legend}>
      <Text size="sm" fw={500}>
        {legend}
      </Text>
      {entries.map((entry, index) => (
        <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={`Name of ${one} ${index + 1}`}
            placeholder="Name"
            maxLength={64}
            value={entry.name}
            error={issueAt(error, `${pointer}/${index}`)}
            onChange={(event) => replace(index, { name: event.currentTarget.value })}
          />
          <Select
            w={150}
            aria-label={`Type of ${one} ${index + 1}`}
            data={typeOptions(FieldType.options)}
            value={entry.type}
            onChange={(type) => replace(index, { type: FieldType.parse(type) })}
          />
          <ActionIcon
            size={36}
            aria-label={`Remove ${one} ${index + 1}`}
            onClick={() => onChange(entries.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...entries, { name: '', type: 'text' }])}
        >
          Add {one}
        </Button>
      </div>
    </Stack>
  );
}
