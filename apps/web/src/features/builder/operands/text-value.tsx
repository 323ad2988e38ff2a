import { Autocomplete, Group, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { IN_MAIN } from '../pickers/in-main.ts';
import classes from './operands.module.css';
import { useKnownValues, type ValueSource } from './value-source.ts';

export interface FieldProps<T> {
  readonly label: string;
  readonly value: T | undefined;
  readonly onChange: (value: T | undefined) => void;
  readonly invalid?: boolean;
}

interface TextValueProps extends FieldProps<string> {
  readonly source: ValueSource;
  readonly placeholder?: string;
}

/** A text, with the values that people have as suggestions. */
export function TextValue({
  label,
  value = '',
  onChange,
  invalid,
  source,
  placeholder,
}: TextValueProps): ReactNode {
  const [open, setOpen] = useState(false);
  const known = useKnownValues(source, value, open);
  const counts = new Map(known.map((one) => [one.value, one.count]));
  return (
    <Autocomplete
      aria-label={label}
      aria-invalid={invalid || undefined}
      size="sm"
      className={classes.text}
      placeholder={placeholder ?? 'value'}
      value={value}
      data={[...counts.keys()]}
      filter={({ options }) => options}
      onChange={(text) => onChange(text === '' ? undefined : text)}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      maxDropdownHeight={280}
      comboboxProps={{
        width: 'max-content',
        position: 'bottom-start',
        portalProps: IN_MAIN,
        classNames: { dropdown: classes.values },
      }}
      renderOption={({ option }) => <KnownValueLine value={option.value} count={counts.get(option.value)} />}
    />
  );
}

export function KnownValueLine({
  value,
  count,
}: {
  readonly value: string;
  readonly count: number | undefined;
}): ReactNode {
  return (
    <Group justify="space-between" wrap="nowrap" gap="lg" w="100%">
      <span className={classes.known}>{value}</span>
      {count !== undefined && (
        <Text component="span" size="xs" c="dimmed" className="tabular">
          {formatCount(count)}
        </Text>
      )}
    </Group>
  );
}
