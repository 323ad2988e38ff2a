import { OPERATOR_NAMES } from '../ast/operator-name.ts';
import type { Checker, JsonObject } from './checker.ts';
import { quote } from './checker.ts';
import { pointer } from './issue.ts';

const OPERAND_KEYS = ['value', 'values', 'from', 'to', 'amount', 'unit', 'period', 'where'];

/** What can be said of operator and keys of a condition whose subject is unknown, so that nothing waits for a second check. */
export function checkStray(
  checker: Checker,
  raw: JsonObject,
  path: string,
  subjectKeys: readonly string[],
): void {
  checker.onlyKeys(raw, path, [...subjectKeys, 'operator', ...OPERAND_KEYS]);
  const operator = raw['operator'];
  const at = pointer(path, 'operator');
  if (operator === undefined) {
    checker.issue('rule.key_missing', at, 'is missing: what the condition asks, such as is or is_set.');
    return;
  }
  if (typeof operator === 'string' && (OPERATOR_NAMES as readonly string[]).includes(operator)) return;
  const known = OPERATOR_NAMES.map((name) => ({ name }));
  const near = typeof operator === 'string' ? checker.near(operator, known) : [];
  checker.issue('operator.unknown', at, `There is no operator ${quote(operator)}.`, near);
}
