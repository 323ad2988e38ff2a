import { Badge } from '@mantine/core';
import type { ValueType } from '@satsuma/contracts';
import type { ReactNode } from 'react';

export const TYPE_LABELS: Record<ValueType, string> = {
  text: 'Text',
  integer: 'Whole number',
  decimal: 'Number',
  boolean: 'Yes or no',
  date: 'Date',
  datetime: 'Date and time',
  list: 'List of texts',
  objects: 'List of objects',
};

export const typeOptions = (types: readonly ValueType[]): { value: ValueType; label: string }[] =>
  types.map((value) => ({ value, label: TYPE_LABELS[value] }));

export const TypeBadge = ({ type }: { readonly type: ValueType }): ReactNode => (
  <Badge color="gray">{TYPE_LABELS[type]}</Badge>
);
