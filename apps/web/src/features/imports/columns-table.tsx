import { Select, Text, TextInput } from '@mantine/core';
import {
  FieldType,
  ValueType,
  type ImportKind,
  type ImportMapping,
  type ImportTarget,
} from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { issueAt } from '../../lib/problem-words.ts';
import { timeZones } from '../../lib/time-zones.ts';
import { TYPE_LABELS } from '../../lib/value-types.ts';
import classes from './columns-table.module.css';
import {
  columnPointer,
  retarget,
  TARGET_LABELS,
  TARGETS,
  withTarget,
  type Inspection,
  type TargetName,
} from './mapping-draft.ts';

type Column = Inspection['columns'][number];

interface ColumnsTableProps {
  readonly kind: ImportKind;
  readonly columns: readonly Column[];
  readonly mapping: ImportMapping;
  readonly error: unknown;
  readonly onChange: (mapping: ImportMapping) => void;
}

/** A row for each column of the file: its name, some of its values, and what it becomes. */
export function ColumnsTable({ kind, columns, mapping, error, onChange }: ColumnsTableProps): ReactNode {
  return (
    <ul className={classes.columns} aria-label="Columns of the file">
      {columns.map((column) => (
        <ColumnRow
          key={column.name}
          kind={kind}
          column={column}
          target={mapping.columns[column.name] ?? { to: 'ignore' }}
          error={error}
          onRetarget={(to) => onChange(retarget(mapping, column, to))}
          onChange={(target) => onChange(withTarget(mapping, column.name, target))}
        />
      ))}
    </ul>
  );
}

interface ColumnRowProps {
  readonly kind: ImportKind;
  readonly column: Column;
  readonly target: ImportTarget;
  readonly error: unknown;
  readonly onRetarget: (to: TargetName) => void;
  readonly onChange: (target: ImportTarget) => void;
}

const SHOWN_SAMPLES = 4;

function ColumnRow({ kind, column, target, error, onRetarget, onChange }: ColumnRowProps): ReactNode {
  return (
    <li className={classes.column} data-ignored={target.to === 'ignore'}>
      <div className={classes.source}>
        <Text fw={550} className={classes.name}>
          {column.name}
        </Text>
        <Text size="sm" c="dimmed" lineClamp={2} className={classes.samples}>
          {column.samples.length === 0
            ? 'Empty in the first rows'
            : column.samples.slice(0, SHOWN_SAMPLES).join(' · ')}
        </Text>
      </div>
      <div className={classes.target}>
        <Select
          aria-label={`What ${column.name} becomes`}
          data={TARGETS[kind].map((to) => ({ value: to, label: TARGET_LABELS[to] }))}
          value={target.to}
          error={issueAt(error, columnPointer(column.name))}
          onChange={(to) => to !== null && onRetarget(to as TargetName)}
        />
        <TargetDetails column={column} target={target} onChange={onChange} />
      </div>
    </li>
  );
}

type TargetDetailsProps = Pick<ColumnRowProps, 'column' | 'target' | 'onChange'>;

function TargetDetails({ column, target, onChange }: TargetDetailsProps): ReactNode {
  if (target.to === 'occurredAt') {
    return (
      <Select
        aria-label={`Time zone of ${column.name}`}
        data={timeZones(target.timeZone ?? 'UTC')}
        searchable
        limit={100}
        value={target.timeZone ?? 'UTC'}
        onChange={(timeZone) => timeZone !== null && onChange({ to: 'occurredAt', timeZone })}
      />
    );
  }
  if (target.to !== 'attribute' && target.to !== 'property') return null;
  const types: readonly ValueType[] = target.to === 'attribute' ? ValueType.options : FieldType.options;
  return (
    <div className={classes.details}>
      <TextInput
        aria-label={`Name that ${column.name} gets`}
        placeholder={column.name}
        maxLength={64}
        value={target.name ?? ''}
        onChange={(event) => {
          const { name: _, ...rest } = target;
          const name = event.currentTarget.value;
          onChange(name === '' ? rest : { ...rest, name });
        }}
      />
      <Select
        aria-label={`Type of ${column.name}`}
        data={types.map((type) => ({ value: type, label: TYPE_LABELS[type] }))}
        value={target.type ?? column.type}
        onChange={(type) => onChange({ ...target, type: ValueType.parse(type) })}
      />
    </div>
  );
}
