import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import type { Attribute } from '@satsuma/contracts';
import type { ReactNode } from 'react';

interface AttributeFieldProps {
  readonly attribute: Attribute;
  readonly value: unknown;
  readonly error: string | null;
  /** Null removes the attribute. */
  readonly onChange: (value: unknown) => void;
}

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

/** The field that fits the type of an attribute. Emptied, it removes the attribute. */
export function AttributeField({ attribute, value, error, onChange }: AttributeFieldProps): ReactNode {
  const common = { label: attribute.label || attribute.name, error };
  const text = typeof value === 'string' ? value : '';
  switch (attribute.type) {
    case 'boolean':
      return (
        <Select
          {...common}
          data={YES_NO}
          clearable
          placeholder="Not set"
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(choice) => onChange(choice === null ? null : choice === 'true')}
        />
      );
    case 'integer':
    case 'decimal':
      return (
        <NumberInput
          {...common}
          allowDecimal={attribute.type === 'decimal'}
          value={typeof value === 'number' ? value : ''}
          onChange={(number) => onChange(typeof number === 'number' ? number : null)}
        />
      );
    case 'list':
      return (
        <TagsInput
          {...common}
          acceptValueOnBlur
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          type={attribute.type === 'date' ? 'date' : 'text'}
          {...(attribute.type === 'datetime' ? { placeholder: '2026-03-01T09:30:00Z' } : {})}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
  }
}
