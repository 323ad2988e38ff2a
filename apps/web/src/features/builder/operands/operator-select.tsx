import { OPERATORS, type Operator, type OperatorName, type ValueType } from '@satsuma/segment-engine';
import type { ReactNode } from 'react';
import { WordSelect, type Choice } from './word-select.tsx';

interface OperatorSelectProps {
  readonly subject: string;
  readonly type: ValueType;
  /** Operators that have no meaning here. */
  readonly omit?: readonly OperatorName[];
  readonly value: OperatorName | undefined;
  readonly invalid: boolean;
  readonly onChange: (operator: OperatorName) => void;
}

/** How a subject of a type is compared. */
export function OperatorSelect(props: OperatorSelectProps): ReactNode {
  const { subject, type, omit = [], value, invalid, onChange } = props;
  return (
    <WordSelect
      label={`${subject}: how to compare`}
      value={value}
      choices={operatorChoices(type).filter((choice) => !omit.includes(choice.value))}
      invalid={invalid}
      onChange={onChange}
    />
  );
}

const operatorChoices = (type: ValueType): readonly Choice<OperatorName>[] =>
  Object.entries(OPERATORS[type] as Record<string, Operator>).map(([value, { label }]) => ({
    value: value as OperatorName,
    label,
  }));
