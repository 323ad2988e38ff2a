import { Period, type Operands, type PropertyGroup, type Scalar } from '../ast/rule.ts';
import type { OperatorName } from '../ast/operator-name.ts';
import type { FieldDefinition, ValueType } from '../catalog/catalog.ts';
import { LIMITS } from '../limits.ts';
import { OPERATORS, operatorOf, type Operator } from '../operators/operators.ts';
import type { Checker, JsonObject } from './checker.ts';
import { quote } from './checker.ts';
import { orList, pointer } from './issue.ts';
import { readAmount } from './amount.ts';
import { suggestJson } from './json-size.ts';
import { isCertainlyAfter } from './moment-order.ts';
import { readScalar } from './scalar.ts';

/** What the left side of a condition is. */
export interface Subject {
  readonly label: string;
  readonly type: ValueType;
  readonly fields?: readonly FieldDefinition[];
  readonly knownValues?: readonly string[];
}

/** Reads a group over the fields of an item; passed in, since groups of properties and operands hold each other. */
export type ReadWhere = (
  raw: unknown,
  path: string,
  fields: readonly FieldDefinition[],
) => PropertyGroup | null;

const KEYS: Record<Operator['shape'], readonly string[]> = {
  none: [],
  value: ['value'],
  values: ['values'],
  range: ['from', 'to'],
  amount: ['amount', 'unit'],
  period: ['period'],
  month: ['value'],
  size: ['value'],
  where: ['where'],
};

/** Reads operator and operands of a condition; `subjectKeys` are the other keys that it may have. Null when anything is wrong. */
export function readOperands(
  checker: Checker,
  raw: JsonObject,
  path: string,
  subject: Subject,
  subjectKeys: readonly string[],
  readWhere: ReadWhere,
): Operands | null {
  const name = readOperator(checker, raw['operator'], pointer(path, 'operator'), subject);
  if (name === null) return null;
  const operator = operatorOf(subject.type, name) as Operator;
  checker.onlyKeys(raw, path, [...subjectKeys, 'operator', ...KEYS[operator.shape]]);
  const operands = READERS[operator.shape]({ checker, raw, path, subject, name, operator, readWhere });
  return operands === null ? null : { operator: name, ...operands };
}

function readOperator(checker: Checker, raw: unknown, path: string, subject: Subject): OperatorName | null {
  const names = Object.keys(OPERATORS[subject.type]) as OperatorName[];
  if (raw === undefined) {
    return checker.issue('rule.key_missing', path, `is missing: ${subject.label} takes ${orList(names)}.`);
  }
  if (typeof raw === 'string' && operatorOf(subject.type, raw) !== undefined) return raw as OperatorName;
  const everywhere = Object.values(OPERATORS).flatMap((table) => Object.keys(table));
  const code =
    typeof raw === 'string' && everywhere.includes(raw) ? 'operator.not_for_type' : 'operator.unknown';
  const near =
    typeof raw === 'string'
      ? checker.near(
          raw,
          names.map((name) => ({ name })),
        )
      : [];
  const message = `${quote(raw)} does not go with ${subject.label}, which is of type ${subject.type} and takes ${orList(names)}.`;
  return checker.issue(code, path, message, near);
}

/** An operator whose operands are being read. */
export interface Reading {
  readonly checker: Checker;
  readonly raw: JsonObject;
  readonly path: string;
  readonly subject: Subject;
  readonly name: OperatorName;
  readonly operator: Operator;
  readonly readWhere: ReadWhere;
}

type Rest = Omit<Operands, 'operator'>;

const READERS: Record<Operator['shape'], (reading: Reading) => Rest | null> = {
  none: () => ({}),
  value: (reading) => {
    const value = readScalar(reading, 'value', reading.raw['value'], pointer(reading.path, 'value'));
    return value === null ? null : { value };
  },
  values: readValues,
  range: readRange,
  amount: readAmount,
  period: ({ checker, raw, path }) => {
    const period = checker.word(raw['period'], pointer(path, 'period'), Period.options);
    return period === null ? null : { period };
  },
  month: ({ checker, raw, path }) => {
    const value = checker.whole(raw['value'], pointer(path, 'value'), 1, 12);
    return value === null ? null : { value };
  },
  size: ({ checker, raw, path }) => {
    const value = checker.whole(raw['value'], pointer(path, 'value'), 0, Number.MAX_SAFE_INTEGER);
    return value === null ? null : { value };
  },
  where: ({ checker, raw, path, subject, readWhere }) => {
    const at = pointer(path, 'where');
    if (raw['where'] === undefined)
      return checker.issue('rule.key_missing', at, 'is missing: a group over the fields of an item.');
    const where = readWhere(raw['where'], at, subject.fields ?? []);
    return where === null ? null : { where };
  },
};

function readValues(reading: Reading): Rest | null {
  const { checker, raw, path, name } = reading;
  const at = pointer(path, 'values');
  const list = raw['values'];
  if (list === undefined)
    return checker.issue('rule.key_missing', at, `is missing: ${name} needs a list of values.`);
  if (!Array.isArray(list))
    return checker.issue('value.type', at, `must be a list, not ${quote(list)}.`, suggestJson([list]));
  if (list.length === 0)
    return checker.issue(
      'rule.empty',
      at,
      'is empty: an empty list would hold for nobody, or for everybody.',
    );
  if (list.length > LIMITS.values) {
    return checker.issue(
      'rule.limit',
      at,
      `has ${list.length} values; at most ${LIMITS.values} are allowed.`,
    );
  }
  const values = list.map((value, index) => readScalar(reading, 'a value', value, pointer(at, index)));
  return values.includes(null) ? null : { values: values as Scalar[] };
}

function readRange(reading: Reading): Rest | null {
  const { checker, raw, path, subject } = reading;
  const from = readScalar(reading, 'from', raw['from'], pointer(path, 'from'));
  const to = readScalar(reading, 'to', raw['to'], pointer(path, 'to'));
  if (from === null || to === null) return null;
  if (isAfter(from, to, subject.type)) {
    return checker.issue(
      'value.range',
      pointer(path, 'from'),
      `${quote(from)} is after ${quote(to)}: from must not be larger than to.`,
    );
  }
  return { from, to };
}

function isAfter(from: Scalar, to: Scalar, type: ValueType): boolean {
  return type === 'datetime' ? isCertainlyAfter(String(from), String(to)) : from > to;
}
