import { ActionIcon, Group, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconClockPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useBuilder } from '../builder-context.ts';
import { IN_MAIN } from '../pickers/in-main.ts';
import { instantAt, localOf } from './local-time.ts';
import classes from './operands.module.css';
import { readDay } from './read-day.ts';
import type { FieldProps } from './text-value.tsx';

const CALENDAR_LABELS = {
  nextMonth: 'Next month',
  previousMonth: 'Previous month',
  nextYear: 'Next year',
  previousYear: 'Previous year',
  nextDecade: 'Next decade',
  previousDecade: 'Previous decade',
};

/** A calendar day. */
export function DayValue({ label, value, onChange, invalid }: FieldProps<string>): ReactNode {
  return (
    <DateInput
      aria-label={label}
      aria-invalid={invalid || undefined}
      size="sm"
      className={classes.day}
      value={value ?? null}
      onChange={(day) => onChange(day === null ? undefined : day.slice(0, 10))}
      dateParser={readDay}
      valueFormat="D MMM YYYY"
      placeholder="day"
      firstDayOfWeek={1}
      allowDeselect
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={CALENDAR_LABELS}
      popoverProps={{ position: 'bottom-start', portalProps: IN_MAIN }}
    />
  );
}

/** A day, which stands for all of it, or a day with a time, both as the clocks of the workspace show them. */
export function MomentValue({ label, value, onChange, invalid = false }: FieldProps<string>): ReactNode {
  const { timeZone } = useBuilder();
  const { day, time } = value === undefined ? { day: undefined, time: null } : localOf(value, timeZone);
  return (
    <Group gap={6}>
      <DayValue
        label={label}
        value={day}
        invalid={invalid}
        onChange={(next) =>
          onChange(next === undefined || time === null ? next : instantAt(next, time, timeZone))
        }
      />
      {time !== null && day !== undefined && (
        <TextInput
          type="time"
          size="sm"
          aria-label={`${label}: time`}
          title={`Time in ${timeZone}. Empty it for the whole day.`}
          className={classes.time}
          value={time}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' ? day : instantAt(day, currentTarget.value, timeZone))
          }
        />
      )}
      {time === null && day !== undefined && (
        <ActionIcon
          size="sm"
          aria-label={`${label}: add a time`}
          title="Add a time"
          onClick={() => onChange(instantAt(day, '00:00', timeZone))}
        >
          <IconClockPlus size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}
