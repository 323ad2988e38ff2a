import { Text } from '@mantine/core';
import type { Attribute, Person } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { allAttributesQuery } from '../../lib/catalog.ts';
import { useTimeZone } from '../../lib/session.ts';
import { valueWords } from '../../lib/value-words.ts';
import { Card } from '../../ui/card.tsx';
import { RowsLoading } from '../../ui/states.tsx';
import { Facts } from '../../ui/facts.tsx';

/** What is known about a person, under the labels of the catalog. */
export function AttributesCard({ person }: { readonly person: Person }): ReactNode {
  const timeZone = useTimeZone();
  const { data: definitions = [], isPending } = useQuery(allAttributesQuery);
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const facts = Object.entries(person.attributes)
    .map(([name, value]) => ({
      label: byName.get(name)?.label || name,
      value: <AttributeValue value={value} definition={byName.get(name)} timeZone={timeZone} />,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Card title="Attributes">
      {isPending ? (
        <RowsLoading rows={Math.max(1, facts.length)} />
      ) : facts.length === 0 ? (
        <Text c="dimmed">No attributes yet.</Text>
      ) : (
        <Facts facts={facts} />
      )}
    </Card>
  );
}

interface AttributeValueProps {
  readonly value: unknown;
  readonly definition: Attribute | undefined;
  readonly timeZone: string;
}

function AttributeValue({ value, definition, timeZone }: AttributeValueProps): ReactNode {
  if (Array.isArray(value) && definition?.type === 'objects') {
    return value.map((item, index) => <div key={index}>{valueWords(item, timeZone)}</div>);
  }
  // A text stays as it was written, also when it looks like a date.
  if (definition?.type === 'text' && typeof value === 'string') return value;
  return valueWords(value, timeZone);
}
