import { MONTH_LABELS, PERIOD_LABELS, type AnyUnit, type PastPeriod } from '@satsuma/segment-engine';
import { choicesOf, type Choice } from './word-select.tsx';

const UNITS: readonly AnyUnit[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];

/** Units in the number that goes with the amount. */
export const unitChoices = (amount: unknown, units: readonly string[] = UNITS): readonly Choice<AnyUnit>[] =>
  UNITS.filter((unit) => units.includes(unit)).map((value) => ({
    value,
    label: amount === 1 ? value : `${value}s`,
  }));

export const PERIOD_CHOICES = choicesOf(PERIOD_LABELS);

export const pastPeriodChoices = (periods: readonly PastPeriod[]): readonly Choice<PastPeriod>[] =>
  periods.map((value) => ({ value, label: PERIOD_LABELS[value] }));

export const MONTH_CHOICES: readonly Choice<string>[] = MONTH_LABELS.map((label, index) => ({
  value: String(index + 1),
  label,
}));

export const YES_NO: readonly Choice<'true' | 'false'>[] = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
];
