import { NumberInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import classes from './operands.module.css';
import type { FieldProps } from './text-value.tsx';

interface NumberValueProps extends FieldProps<number> {
  readonly whole?: boolean;
  readonly min?: number;
  readonly wide?: boolean;
}

/** A number. What is not one yet, such as a lone minus, counts as nothing and stays in the field. */
export function NumberValue(props: NumberValueProps): ReactNode {
  const { label, value, onChange, invalid, whole, min, wide } = props;
  const [typed, setTyped] = useState<string | number>(value ?? '');
  return (
    <NumberInput
      aria-label={label}
      aria-invalid={invalid || undefined}
      size="sm"
      className={wide ? classes.number : classes.amount}
      value={numberIn(typed) === value ? typed : (value ?? '')}
      onChange={(next) => {
        setTyped(next);
        if (numberIn(next) !== value) onChange(numberIn(next));
      }}
      allowDecimal={whole !== true}
      {...(min === undefined ? {} : { min, allowNegative: min < 0 })}
      clampBehavior="none"
      hideControls
      placeholder={wide ? 'number' : ''}
    />
  );
}

function numberIn(typed: string | number): number | undefined {
  const number = typed === '' ? Number.NaN : Number(typed);
  return Number.isFinite(number) ? number : undefined;
}
