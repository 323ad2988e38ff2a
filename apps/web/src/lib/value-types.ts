import type { ValueType } from '@satsuma/contracts';

/** What the types of values are called towards people. */
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
