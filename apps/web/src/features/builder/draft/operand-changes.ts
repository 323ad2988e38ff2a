import {
  operatorOf,
  unitsOf,
  type DraftOperands,
  type OperandShape,
  type OperatorName,
  type Scalar,
  type ValueType,
} from '@satsuma/segment-engine';

/** Everything of a condition that is not an operand, such as the name of its attribute. */
type Operands = Omit<DraftOperands, 'operator'>;

/** The operator that a new condition starts with. */
export const FIRST_OPERATOR: Readonly<Record<ValueType, OperatorName>> = {
  text: 'is_any_of',
  integer: 'at_least',
  decimal: 'at_least',
  boolean: 'is',
  date: 'in_last',
  datetime: 'in_last',
  list: 'includes_any_of',
  objects: 'any_item',
};

/** Operator and operands for a type, keeping of the given ones what still has a meaning. */
export function operandsFor(
  type: ValueType,
  operator: OperatorName,
  given: DraftOperands = {},
): DraftOperands {
  const shape = operatorOf(type, operator)?.shape ?? 'none';
  return { operator, ...dropMissing(SHAPES[shape](given, { type, operator })) };
}

/** A condition with another operator, keeping of its operands what still has a meaning. */
export function withOperator<C extends DraftOperands>(
  condition: C,
  type: ValueType,
  operator: OperatorName,
): C {
  const others = Object.entries(condition).filter(([key]) => !OPERAND_KEYS.includes(key));
  return { ...(Object.fromEntries(others) as C), ...operandsFor(type, operator, condition) };
}

const OPERAND_KEYS: readonly string[] = [
  'operator',
  'value',
  'values',
  'from',
  'to',
  'amount',
  'unit',
  'period',
  'where',
];

/** A condition with some operands changed; those set to undefined go away, so that no key stands without a value. */
export function withOperands<C extends object>(condition: C, changes: Operands): C {
  return dropMissing({ ...condition, ...changes });
}

interface Target {
  readonly type: ValueType;
  readonly operator: OperatorName;
}

const SHAPES: Readonly<Record<OperandShape, (given: DraftOperands, target: Target) => Operands>> = {
  none: () => ({}),
  value: (given, { type }) => ({ value: type === 'boolean' ? flag(given.value) : firstOf(given, type) }),
  values: (given, { type }) => {
    const first = firstOf(given, type);
    return { values: given.values ?? (first === undefined ? [] : [first]) };
  },
  range: (given, { type }) => ({ from: given.from ?? firstOf(given, type), to: given.to }),
  amount: (given, { type, operator }) => {
    const units = unitsOf(type, operator);
    const unit = given.unit !== undefined && units.includes(given.unit) ? given.unit : 'day';
    return { amount: given.amount ?? 30, unit };
  },
  period: (given) => ({ period: given.period ?? 'this_month' }),
  month: (given) => ({ value: isMonth(given.value) ? given.value : undefined }),
  size: (given) => ({ value: typeof given.value === 'number' ? given.value : 1 }),
  where: (given) => ({ where: given.where ?? { match: 'all', conditions: [] } }),
};

const flag = (value: Scalar | undefined): boolean => (typeof value === 'boolean' ? value : true);
const isMonth = (value: Scalar | undefined): boolean =>
  typeof value === 'number' && value >= 1 && value <= 12;

/** The first of the given values that is one of the type: a month or a number of items is none of them. */
function firstOf({ value, values, from }: DraftOperands, type: ValueType): Scalar | undefined {
  const expected =
    type === 'integer' || type === 'decimal' ? 'number' : type === 'boolean' ? 'boolean' : 'string';
  return [value, values?.[0], from].find((one) => typeof one === expected);
}

export function dropMissing<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
