import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './operands.module.css';
import type { FieldProps } from './text-value.tsx';

interface NumberValueProps extends FieldProps<number> {
  readonly whole?: boolean;
  readonly min?: number;
  readonly wide?: boolean;
}

/** A number. What is not one yet, such as a lone minus, counts as nothing. */
export function NumberValue({
  label,
  value,
  onChange,
  invalid,
  whole,
  min,
  wide,
}: NumberValueProps): ReactNode {
  return (
    <NumberInput
      aria-label={label}
      aria-invalid={invalid || undefined}
      size="sm"
      className={wide ? classes.number : classes.amount}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' && Number.isFinite(next) ? next : undefined)}
      allowDecimal={whole !== true}
      decimalScale={10}
      {...(min === undefined ? {} : { min })}
      clampBehavior="none"
      hideControls
      placeholder={wide ? 'number' : ''}
    />
  );
}
