import type { AnyUnit } from '../ast/rule.ts';
import type { OperatorName } from '../ast/operator-name.ts';
import type { ValueType } from '../catalog/catalog.ts';
import { LIMITS } from '../limits.ts';
import { unitsOf } from '../operators/operators.ts';
import { pointer } from './issue.ts';
import type { Reading } from './operands.ts';

/** Reads `amount` and `unit`. */
export function readAmount({
  checker,
  raw,
  path,
  subject,
  name,
  operator,
}: Reading): { amount: number; unit: AnyUnit } | null {
  const amount = checker.whole(
    raw['amount'],
    pointer(path, 'amount'),
    operator.least ?? 1,
    Number.MAX_SAFE_INTEGER,
  );
  const unit = checker.word(
    raw['unit'],
    pointer(path, 'unit'),
    unitsOf(subject.type, name) as readonly AnyUnit[],
  );
  if (amount === null || unit === null) return null;
  const limit = mostOf(unit, isCalendar(subject.type, name));
  if (amount > limit) {
    return checker.issue('rule.limit', pointer(path, 'amount'), tooLong(amount, unit, limit));
  }
  return { amount, unit };
}

/** True where an amount moves a day on the calendar, as in somebody's age; false where it spans a moving window. */
const isCalendar = (type: ValueType, name: OperatorName): boolean =>
  type === 'date' || name.startsWith('anniversary_') || name.startsWith('exactly_');

/** The largest amount of a unit: ten years in a moving window, a thousand on the calendar. */
export function mostOf(unit: AnyUnit, calendar = false): number {
  const days = calendar ? LIMITS.calendarDays : LIMITS.windowDays;
  return {
    minute: days * 1440,
    hour: days * 24,
    day: days,
    week: Math.floor(days / 7),
    month: Math.floor(days / 365.25) * 12,
    year: Math.floor(days / 365.25),
  }[unit];
}

export const tooLong = (amount: number, unit: AnyUnit, limit: number): string =>
  `${amount} ${unit}s is too long: at most ${limit} ${unit}s.`;
