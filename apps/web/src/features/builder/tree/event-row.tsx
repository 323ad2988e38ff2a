import {
  COUNT_LABELS,
  CountOperator,
  isDraftGroup,
  type DraftEventCondition,
  type DraftOperands,
  type DraftPart,
} from '@satsuma/segment-engine';
import { memo, type ReactNode } from 'react';
import { useBuilder } from '../builder-context.ts';
import { useProblems } from '../marks.ts';
import type { EventEntry } from '../catalog/build-catalog.ts';
import { changeNode } from '../draft/edits.ts';
import {
  QUESTION_LABELS,
  isMeasure,
  questionOf,
  withEvent,
  withQuestion,
  type EventQuestion,
} from '../draft/event-question.ts';
import { dropMissing, withOperator } from '../draft/operand-changes.ts';
import { NumberValue } from '../operands/number-value.tsx';
import { OperandEditor, isWrong } from '../operands/operand-editor.tsx';
import { OperatorSelect } from '../operands/operator-select.tsx';
import { WindowEditor } from '../operands/window-editor.tsx';
import { WordSelect, choicesOf } from '../operands/word-select.tsx';
import classes from '../operands/operands.module.css';
import { eventIcon } from '../pickers/search-items.tsx';
import { SubjectPicker } from '../pickers/subject-picker.tsx';
import type { Problem } from '../problems/problems.ts';
import { PropertyGroupView } from './property-group-view.tsx';
import type { PropertyScope } from './property-scope.ts';
import { RowFrame, type RowProps } from './row-frame.tsx';

/** A condition on what people did. */
export const EventRow = memo(function EventRow({
  node,
  path,
  joint,
}: RowProps<DraftEventCondition>): ReactNode {
  const { catalog, edit } = useBuilder();
  const problems = useProblems(node);
  const event = catalog.events.get(node.event ?? '');
  const subject = event?.label ?? node.event ?? 'Event';
  const question = questionOf(node);
  const change = (next: DraftEventCondition, field?: string): void => edit(changeNode(path, next, field));
  const parts: PartProps = { node, subject, event, problems, change };
  return (
    <RowFrame
      node={node}
      path={path}
      joint={joint}
      problems={problems}
      below={event !== undefined && <Filters node={node} path={path} event={event} />}
    >
      <SubjectPicker
        kind="Event"
        entries={catalog.events.values()}
        value={node.event}
        label={event?.label}
        icon={() => eventIcon}
        shownIcon={eventIcon}
        onPick={(name) => change(withEvent(node, name))}
      />
      <WordSelect<EventQuestion>
        label={`${subject}: what is asked`}
        value={question}
        choices={choicesOf(QUESTION_LABELS)}
        onChange={(next) => change(withQuestion(node, next))}
      />
      {question === 'count' && <CountFields {...parts} />}
      {isMeasure(question) && <MeasureFields {...parts} />}
      <WindowEditor
        subject={subject}
        window={node.window}
        problems={problems}
        onChange={(window) => change(dropMissing({ ...node, window }), windowField(node.window, window))}
      />
    </RowFrame>
  );
});

/** Numbers and days of one kind of window are one step to undo, another kind is a step of its own. */
const windowField = (before: DraftPart | undefined, next: DraftPart | undefined): string | undefined =>
  before?.['kind'] === next?.['kind'] ? 'window' : undefined;

interface PartProps {
  readonly node: DraftEventCondition;
  readonly subject: string;
  readonly event: EventEntry | undefined;
  readonly problems: readonly Problem[];
  readonly change: (next: DraftEventCondition, field?: string) => void;
}

function CountFields({ node, subject, problems, change }: PartProps): ReactNode {
  const count = node.count ?? {};
  const operator = CountOperator.options.find((option) => option === count['operator']);
  const number = (key: string): number | undefined => {
    const value = count[key];
    return typeof value === 'number' ? value : undefined;
  };
  const field = (key: 'value' | 'from' | 'to', label: string): ReactNode => (
    <NumberValue
      label={`${subject}: ${label}`}
      whole
      min={0}
      value={number(key)}
      invalid={isWrong(problems, `count/${key}`)}
      onChange={(value) =>
        change({ ...node, count: dropMissing({ ...count, [key]: value }) }, `count/${key}`)
      }
    />
  );
  const compare = (next: CountOperator): void => {
    const from = number('value') ?? number('from') ?? 1;
    const operands = next === 'between' ? { from, to: number('to') ?? from + 1 } : { value: from };
    change({ ...node, count: { operator: next, ...operands } });
  };
  return (
    <>
      <WordSelect
        label={`${subject}: how to compare the number of times`}
        value={operator}
        choices={choicesOf(COUNT_LABELS)}
        onChange={compare}
      />
      <span className={classes.pair}>
        {operator === 'between' ? (
          <>
            {field('from', 'least times')}
            <span className={classes.glue}>and</span>
            {field('to', 'most times')}
          </>
        ) : (
          field('value', 'times')
        )}
        <span className={classes.glue}>{count['value'] === 1 ? 'time' : 'times'}</span>
      </span>
    </>
  );
}

function MeasureFields({ node, subject, event, problems, change }: PartProps): ReactNode {
  const { measure = {}, compare = {} } = node;
  const numeric = measure['function'] !== 'distinct';
  const properties = [...(event?.properties.values() ?? [])].filter(
    ({ type }) => !numeric || type === 'integer' || type === 'decimal',
  );
  const property = measure['property'];
  const label = properties.find(({ name }) => name === property)?.label ?? 'measure';
  const operands = compare as DraftOperands;
  const inner = problems
    .filter(({ at }) => at.startsWith('/compare'))
    .map((problem) => ({ ...problem, at: problem.at.slice('/compare'.length) }));
  const set = (next: DraftOperands, field?: string): void => change({ ...node, compare: { ...next } }, field);
  return (
    <>
      <WordSelect
        label={`${subject}: property that is measured`}
        placeholder={properties.length === 0 ? 'no number among its properties' : 'choose a property'}
        value={typeof property === 'string' ? property : undefined}
        choices={properties.map(({ name, label }) => ({ value: name, label }))}
        invalid={isWrong(problems, 'measure/property')}
        onChange={(name) => change({ ...node, measure: { ...measure, property: name } })}
      />
      <OperatorSelect
        subject={`${subject}: ${label}`}
        type="decimal"
        omit={['is_set', 'is_not_set']}
        value={operands.operator}
        invalid={isWrong(inner, 'operator')}
        onChange={(operator) => set(withOperator(operands, 'decimal', operator))}
      />
      <OperandEditor
        subject={`${subject}: ${label}`}
        type="decimal"
        condition={operands}
        source={null}
        problems={inner}
        onChange={(changes) =>
          set(dropMissing({ ...operands, ...changes }), `compare/${Object.keys(changes).join()}`)
        }
      />
    </>
  );
}

interface FiltersProps {
  readonly node: DraftEventCondition;
  readonly path: string;
  readonly event: EventEntry;
}

/** Which events count, and for the first or last of them, what it was like. */
function Filters({ node, path, event }: FiltersProps): ReactNode {
  const scope: PropertyScope = {
    kind: 'Property',
    subjects: event.properties,
    sourceOf: (name) => ({ kind: 'property', event: event.name, name }),
  };
  const isGroup = (group: DraftEventCondition['where']): boolean =>
    group !== undefined && isDraftGroup(group);
  if (event.properties.size === 0 && !isGroup(node.where) && !isGroup(node.with)) return null;
  return (
    <>
      <PropertyGroupView group={node.where} path={`${path}/where`} label="Only events where" scope={scope} />
      {node.occurrence !== undefined && (
        <PropertyGroupView
          group={node.with}
          path={`${path}/with`}
          label={`And that ${node.occurrence} event had`}
          scope={scope}
        />
      )}
    </>
  );
}
