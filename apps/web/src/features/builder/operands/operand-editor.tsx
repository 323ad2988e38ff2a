import {
  operatorOf,
  unitsOf,
  type DraftOperands,
  type OperandShape,
  type Scalar,
  type ValueType,
} from '@satsuma/segment-engine';
import type { ReactNode } from 'react';
import type { Problem } from '../problems/problems.ts';
import { DayValue, MomentValue } from './moment-value.tsx';
import { NumberValue } from './number-value.tsx';
import classes from './operands.module.css';
import { TextValue } from './text-value.tsx';
import { ValueList } from './value-list.tsx';
import type { ValueSource } from './value-source.ts';
import { WordSelect } from './word-select.tsx';
import { MONTH_CHOICES, PERIOD_CHOICES, YES_NO, unitChoices } from './words.ts';

export type OperandChanges = Omit<DraftOperands, 'operator' | 'where'>;

export interface OperandEditorProps {
  /** Name of what is compared, for labels. */
  readonly subject: string;
  readonly type: ValueType;
  readonly condition: DraftOperands;
  readonly source: ValueSource;
  readonly problems: readonly Problem[];
  readonly onChange: (changes: OperandChanges) => void;
}

/** The fields that the operator of a condition asks for; `where` has an editor of its own. */
export function OperandEditor(props: OperandEditorProps): ReactNode {
  const { type, condition } = props;
  const operator = condition.operator === undefined ? undefined : operatorOf(type, condition.operator);
  if (operator === undefined) return null;
  const Editor = EDITORS[operator.shape];
  return Editor === null ? null : <Editor {...props} />;
}

type Editor = (props: OperandEditorProps) => ReactNode;

const EDITORS: Readonly<Record<OperandShape, Editor | null>> = {
  none: null,
  where: null,
  value: (props) => {
    const isPattern = props.condition.operator?.endsWith('matches') === true;
    return (
      <ScalarEditor
        {...props}
        label={`${props.subject}: value`}
        name="value"
        {...(isPattern ? { placeholder: 'pattern with * and ?', source: null } : {})}
      />
    );
  },
  values: ({ subject, type, condition, source, problems, onChange }) => (
    <ValueList
      label={`${subject}: values`}
      value={(condition.values ?? []).filter((value) => typeof value !== 'boolean')}
      source={source}
      numeric={isNumber(type)}
      invalid={isWrong(problems, 'values')}
      onChange={(values) => onChange({ values: values === undefined ? [] : [...values] })}
    />
  ),
  range: (props) => (
    <>
      <ScalarEditor {...props} label={`${props.subject}: from`} name="from" />
      <span className={classes.glue}>and</span>
      <ScalarEditor {...props} label={`${props.subject}: to`} name="to" />
    </>
  ),
  amount: ({ subject, type, condition: { operator = 'in_last', amount, unit }, problems, onChange }) => (
    <span className={classes.pair}>
      <NumberValue
        label={`${subject}: how many`}
        whole
        min={0}
        value={amount}
        invalid={isWrong(problems, 'amount')}
        onChange={(next) => onChange({ amount: next })}
      />
      <WordSelect
        label={`${subject}: unit`}
        value={unit}
        choices={unitChoices(amount, unitsOf(type, operator))}
        invalid={isWrong(problems, 'unit')}
        onChange={(next) => onChange({ unit: next })}
      />
      {operator.endsWith('_ago') && <span className={classes.glue}>ago</span>}
    </span>
  ),
  period: ({ subject, condition, problems, onChange }) => (
    <WordSelect
      label={`${subject}: period`}
      value={condition.period}
      choices={PERIOD_CHOICES}
      invalid={isWrong(problems, 'period')}
      onChange={(period) => onChange({ period })}
    />
  ),
  month: ({ subject, condition, problems, onChange }) => (
    <WordSelect
      label={`${subject}: month`}
      placeholder="choose a month"
      value={condition.value === undefined ? undefined : String(condition.value)}
      choices={MONTH_CHOICES}
      invalid={isWrong(problems, 'value')}
      onChange={(month) => onChange({ value: Number(month) })}
    />
  ),
  size: ({ subject, condition, problems, onChange }) => (
    <span className={classes.pair}>
      <NumberValue
        label={`${subject}: number of items`}
        whole
        min={0}
        value={typeof condition.value === 'number' ? condition.value : undefined}
        invalid={isWrong(problems, 'value')}
        onChange={(value) => onChange({ value })}
      />
      <span className={classes.glue}>{condition.value === 1 ? 'item' : 'items'}</span>
    </span>
  ),
};

interface ScalarEditorProps extends OperandEditorProps {
  readonly label: string;
  readonly name: 'value' | 'from' | 'to';
  readonly placeholder?: string;
}

/** One value of the type of the subject. */
function ScalarEditor(props: ScalarEditorProps): ReactNode {
  const { label, name, type, condition, source, problems, onChange, placeholder } = props;
  const value = condition[name];
  const invalid = isWrong(problems, name);
  const set = (next: Scalar | undefined): void => onChange({ [name]: next });
  const text = typeof value === 'string' ? value : undefined;
  switch (type) {
    case 'integer':
    case 'decimal':
      return (
        <NumberValue
          label={label}
          value={typeof value === 'number' ? value : undefined}
          wide
          whole={type === 'integer'}
          invalid={invalid}
          onChange={set}
        />
      );
    case 'boolean':
      return (
        <WordSelect
          label={label}
          value={typeof value === 'boolean' ? (`${value}` as 'true' | 'false') : undefined}
          choices={YES_NO}
          invalid={invalid}
          onChange={(word) => set(word === 'true')}
        />
      );
    case 'date':
      return <DayValue label={label} value={text} invalid={invalid} onChange={set} />;
    case 'datetime':
      return <MomentValue label={label} value={text} invalid={invalid} onChange={set} />;
    case 'text':
    case 'list':
    case 'objects':
      return (
        <TextValue
          label={label}
          value={text}
          source={source}
          invalid={invalid}
          onChange={set}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      );
  }
}

const isNumber = (type: ValueType): boolean => type === 'integer' || type === 'decimal';

/** True when something is wrong with an operand, not only missing. */
export const isWrong = (problems: readonly Problem[], name: string): boolean =>
  problems.some(({ tone, at }) => tone === 'error' && (at === `/${name}` || at.startsWith(`/${name}/`)));
