import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './operands.module.css';

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
}

interface WordSelectProps<V extends string> {
  readonly label: string;
  readonly value: V | undefined;
  readonly choices: readonly Choice<V>[];
  readonly onChange: (value: V) => void;
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  readonly invalid?: boolean;
  readonly quiet?: boolean;
}

/** A choice that reads as a word of the sentence and is as wide as that word. */
export function WordSelect<V extends string>(props: WordSelectProps<V>): ReactNode {
  const { label, value, choices, onChange, placeholder = 'choose', invalid = false, quiet = false } = props;
  const known = choices.some((choice) => choice.value === value);
  return (
    <NativeSelect
      aria-label={label}
      aria-invalid={invalid || undefined}
      size="sm"
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value as V)}
      classNames={{ root: classes.word, input: classes.wordInput, section: classes.wordSection }}
      data-quiet={quiet || undefined}
    >
      {!known && (
        <option value={value ?? ''} disabled>
          {value ?? placeholder}
        </option>
      )}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </NativeSelect>
  );
}

export const choicesOf = <V extends string>(
  labels: Readonly<Partial<Record<V, string>>>,
): readonly Choice<V>[] =>
  Object.entries(labels).map(([value, label]) => ({ value: value as V, label: String(label) }));
