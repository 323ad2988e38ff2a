import {
  OPERATORS,
  checkRule,
  type DraftOperands,
  type OperatorName,
  type ValueType,
} from '@satsuma/segment-engine';
import { describe, expect, it } from 'vitest';
import { SHOP } from '../testing/shop-catalog.ts';
import { FIRST_OPERATOR, dropMissing, operandsFor, withOperator } from './operand-changes.ts';
import { newAttributeCondition, withAttribute } from './new-condition.ts';

const attributes = [...SHOP.attributes.values()];
const operatorsOf = (type: ValueType): OperatorName[] => Object.keys(OPERATORS[type]) as OperatorName[];
const codesOf = (conditions: unknown[]): string[] => {
  const result = checkRule({ match: 'all', conditions }, SHOP.engine);
  return result.ok ? [] : result.issues.map(({ code }) => code);
};

const isToDo = (code: string): boolean => code === 'rule.key_missing' || code === 'rule.empty';

describe('operands of a condition', () => {
  it('of a new condition are right, or only not filled in yet', () => {
    for (const attribute of attributes) {
      expect(codesOf([newAttributeCondition(attribute)]).filter((code) => !isToDo(code))).toEqual([]);
    }
  });

  it('have no key that another operator left behind, whichever follows which', () => {
    for (const { name, type } of attributes) {
      for (const first of operatorsOf(type)) {
        for (const second of operatorsOf(type)) {
          const before = { kind: 'attribute' as const, attribute: name, ...operandsFor(type, first) };
          const after = withOperator(before, type, second);
          const wrong = codesOf([after]).filter((code) => !isToDo(code) && code !== 'value.range');
          expect(wrong, `${name} ${first} → ${second}`).toEqual([]);
        }
      }
    }
  });

  it('keep what still has a meaning', () => {
    const one: DraftOperands = { operator: 'is', value: 'Berlin' };
    expect(operandsFor('text', 'is_any_of', one)).toEqual({ operator: 'is_any_of', values: ['Berlin'] });
    expect(operandsFor('text', 'is', { operator: 'is_any_of', values: ['a', 'b'] })).toEqual({
      operator: 'is',
      value: 'a',
    });
    expect(operandsFor('decimal', 'between', { operator: 'at_least', value: 5 })).toEqual({
      operator: 'between',
      from: 5,
    });
    expect(operandsFor('date', 'in_next', { operator: 'in_last', amount: 3, unit: 'month' })).toEqual({
      operator: 'in_next',
      amount: 3,
      unit: 'month',
    });
    expect(operandsFor('datetime', 'exactly_ago', { operator: 'in_last', amount: 3, unit: 'hour' })).toEqual({
      operator: 'exactly_ago',
      amount: 3,
      unit: 'day',
    });
  });

  it('stay with another attribute of the same type as far as they are no values', () => {
    const born = { name: 'born', type: 'date' as const };
    const inLast = {
      kind: 'attribute' as const,
      attribute: 'born',
      operator: 'in_last' as const,
      amount: 9,
      unit: 'week' as const,
    };
    expect(withAttribute(inLast, { ...born, name: 'other' }, 'date')).toEqual({
      ...inLast,
      attribute: 'other',
    });
    const city = { kind: 'attribute' as const, attribute: 'city', operator: 'is' as const, value: 'Berlin' };
    expect(withAttribute(city, born, 'text')).toMatchObject({
      attribute: 'born',
      operator: FIRST_OPERATOR.date,
    });
    expect(withAttribute(city, { name: 'x', type: 'text' }, 'text')).toEqual({
      kind: 'attribute',
      attribute: 'x',
      operator: 'is',
    });
  });

  it('never stand there without a value', () => {
    expect(Object.keys(dropMissing({ a: undefined, b: 0, c: false }))).toEqual(['b', 'c']);
  });
});
