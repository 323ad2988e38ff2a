import type {
  DraftAttributeCondition,
  DraftEventCondition,
  DraftNode,
  DraftPropertyCondition,
  ValueType,
} from '@satsuma/segment-engine';
import { FIRST_OPERATOR, operandsFor } from './operand-changes.ts';

interface Subject {
  readonly name: string;
  readonly type: ValueType;
}

export const newAttributeCondition = ({ name, type }: Subject): DraftAttributeCondition => ({
  kind: 'attribute',
  attribute: name,
  ...operandsFor(type, FIRST_OPERATOR[type]),
});

export const newPropertyCondition = ({ name, type }: Subject): DraftPropertyCondition => ({
  property: name,
  ...operandsFor(type, FIRST_OPERATOR[type]),
});

export const newEventCondition = (event: string): DraftEventCondition => ({
  kind: 'event',
  event,
  window: { kind: 'last', amount: 30, unit: 'day' },
});

export const newSegmentCondition = (segment: number): DraftNode => ({
  kind: 'segment',
  segment,
  operator: 'member',
});

export const everyone: DraftNode = { kind: 'everyone' };

/** The other attribute of a condition: the operator stays when the type takes it. */
export function withAttribute(
  condition: DraftAttributeCondition,
  { name, type }: Subject,
  oldType: ValueType | undefined,
): DraftAttributeCondition {
  const { kind, operator, amount, unit, period } = condition;
  const kept = type === oldType ? operator : undefined;
  const given = kept === undefined ? {} : { amount, unit, period };
  return { kind, attribute: name, ...operandsFor(type, kept ?? FIRST_OPERATOR[type], given) };
}
