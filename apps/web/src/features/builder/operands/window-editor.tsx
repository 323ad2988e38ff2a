import { PastPeriod, type AnyUnit, type DraftPart } from '@satsuma/segment-engine';
import type { ReactNode } from 'react';
import { windowOf, type WindowKind } from '../draft/event-question.ts';
import { dropMissing } from '../draft/operand-changes.ts';
import type { Problem } from '../problems/problems.ts';
import { MomentValue } from './moment-value.tsx';
import { NumberValue } from './number-value.tsx';
import { isWrong } from './operand-editor.tsx';
import classes from './operands.module.css';
import { WordSelect, type Choice } from './word-select.tsx';
import { pastPeriodChoices, unitChoices } from './words.ts';

interface WindowEditorProps {
  /** Name of the event, for labels. */
  readonly subject: string;
  readonly window: DraftPart | undefined;
  readonly problems: readonly Problem[];
  readonly onChange: (window: DraftPart | undefined) => void;
}

type Choosable = WindowKind | 'ever';

const KINDS: readonly Choice<Choosable>[] = [
  { value: 'ever', label: 'at any time' },
  { value: 'last', label: 'in the last' },
  { value: 'calendar_days', label: 'in the last calendar days' },
  { value: 'period', label: 'in the period' },
  { value: 'since', label: 'since' },
  { value: 'before', label: 'before' },
  { value: 'between', label: 'from … until' },
  { value: 'more_than_ago', label: 'longer ago than' },
  { value: 'between_ago', label: 'between … and … ago' },
];

/** When the events of a condition happened. */
export function WindowEditor({ subject, window, problems, onChange }: WindowEditorProps): ReactNode {
  const kind = kindOf(window);
  const Fields = kind === 'ever' ? null : FIELDS[kind];
  return (
    <>
      <WordSelect
        label={`${subject}: when`}
        value={kind}
        choices={KINDS}
        onChange={(next) => onChange(next === 'ever' ? undefined : windowOf(next, window))}
      />
      {Fields !== null && window !== undefined && (
        <Fields
          subject={subject}
          window={window}
          wrong={(key) => isWrong(problems, `window/${key}`)}
          set={(changes) => onChange(dropMissing({ ...window, ...changes }))}
        />
      )}
    </>
  );
}

function kindOf(window: DraftPart | undefined): Choosable {
  return KINDS.find(({ value }) => value === window?.['kind'])?.value ?? 'ever';
}

interface FieldsProps {
  readonly subject: string;
  readonly window: DraftPart;
  readonly wrong: (key: string) => boolean;
  readonly set: (changes: DraftPart) => void;
}

const FIELDS: Readonly<Record<WindowKind, (props: FieldsProps) => ReactNode>> = {
  last: (props) => (
    <span className={classes.pair}>
      <Amount {...props} name="amount" label="how many" />
      <Unit {...props} />
    </span>
  ),
  more_than_ago: (props) => (
    <span className={classes.pair}>
      <Amount {...props} name="amount" label="how many" />
      <Unit {...props} />
      <Glue>ago</Glue>
    </span>
  ),
  between_ago: (props) => (
    <span className={classes.pair}>
      <Amount {...props} name="from" label="earliest" />
      <Glue>and</Glue>
      <Amount {...props} name="to" label="latest" />
      <Unit {...props} />
      <Glue>ago</Glue>
    </span>
  ),
  between: (props) => (
    <>
      <Moment {...props} name="from" label="from" />
      <Glue>until</Glue>
      <Moment {...props} name="to" label="until" />
    </>
  ),
  since: (props) => <Moment {...props} name="from" label="since" />,
  before: (props) => <Moment {...props} name="to" label="before" />,
  period: ({ subject, window, wrong, set }) => (
    <WordSelect
      label={`${subject}: period`}
      value={PastPeriod.options.find((period) => period === window['period'])}
      choices={pastPeriodChoices(PastPeriod.options)}
      invalid={wrong('period')}
      onChange={(period) => set({ period })}
    />
  ),
  calendar_days: (props) => (
    <span className={classes.pair}>
      <Amount {...props} name="amount" label="how many days" />
      <Glue>days, today included</Glue>
    </span>
  ),
};

const Glue = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <span className={classes.glue}>{children}</span>
);

interface PartProps extends FieldsProps {
  readonly name: 'amount' | 'from' | 'to';
  readonly label: string;
}

function Amount({ subject, window, wrong, set, name, label }: PartProps): ReactNode {
  const value = window[name];
  return (
    <NumberValue
      label={`${subject}: ${label}`}
      whole
      min={0}
      value={typeof value === 'number' ? value : undefined}
      invalid={wrong(name)}
      onChange={(next) => set({ [name]: next })}
    />
  );
}

function Moment({ subject, window, wrong, set, name, label }: PartProps): ReactNode {
  const value = window[name];
  return (
    <MomentValue
      label={`${subject}: ${label}`}
      value={typeof value === 'string' ? value : undefined}
      invalid={wrong(name)}
      onChange={(next) => set({ [name]: next })}
    />
  );
}

function Unit({ subject, window, wrong, set }: FieldsProps): ReactNode {
  const unit = window['unit'];
  return (
    <WordSelect
      label={`${subject}: unit`}
      value={typeof unit === 'string' ? (unit as AnyUnit) : undefined}
      choices={unitChoices(window['amount'] ?? window['from'], ['minute', 'hour', 'day', 'week'])}
      invalid={wrong('unit')}
      onChange={(next) => set({ unit: next })}
    />
  );
}
