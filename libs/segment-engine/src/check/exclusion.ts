import type { AttributeCondition, Count, EventCondition, RuleNode } from '../ast/rule.ts';
import type { OperatorName } from '../ast/operator-name.ts';
import type { AttributeDefinition, Catalog } from '../catalog/catalog.ts';
import { meets } from '../evaluate/value.ts';
import { momentOf } from '../normalize/moment.ts';
import { valuePlan } from '../normalize/value-test.ts';
import { operatorOf } from '../operators/operators.ts';
import { foldText } from '../text/fold.ts';
import { parseValue } from '../values/value.ts';

/** True when it is certain, whoever and whenever, that nobody meets both conditions. */
export function excludeEachOther(a: RuleNode, b: RuleNode, catalog: Catalog): boolean {
  if (!('kind' in a) || !('kind' in b)) return false;
  if (a.kind === 'segment' && b.kind === 'segment')
    return a.segment === b.segment && a.operator !== b.operator;
  if (a.kind === 'event' && b.kind === 'event') return fewerThan(a, b) || fewerThan(b, a);
  if (a.kind !== 'attribute' || b.kind !== 'attribute' || a.attribute !== b.attribute) return false;
  const definition = catalog.attributes.get(a.attribute);
  if (definition === undefined) return false;
  return [
    [a, b],
    [b, a],
  ].some(([one, other]) => one !== undefined && other !== undefined && rulesOut(one, other, definition));
}

function rulesOut(a: AttributeCondition, b: AttributeCondition, definition: AttributeDefinition): boolean {
  if (a.operator === 'is_not_set') return needsValue(b, definition);
  if (isComplement(a, b, definition)) return true;
  if (definition.multiple === true) return false;
  const values = valuesOf(a);
  if (values !== null && isFixed(b.operator, definition.type)) return holdsOfNone(b, values, definition);
  const [spanA, spanB] = [spanOf(a), spanOf(b)];
  return spanA !== null && spanB !== null && spanA.most < spanB.least;
}

/** True for a condition that nobody without a value meets. */
const needsValue = ({ operator, value }: AttributeCondition, { type }: AttributeDefinition): boolean =>
  operatorOf(type, operator)?.negates === undefined &&
  operator !== 'size_at_most' &&
  !(operator === 'size_at_least' && value === 0);

const isComplement = (a: AttributeCondition, b: AttributeCondition, { type }: AttributeDefinition): boolean =>
  operatorOf(type, a.operator)?.negates === b.operator &&
  JSON.stringify({ ...a, operator: '' }) === JSON.stringify({ ...b, operator: '' });

function valuesOf({ operator, value, values }: AttributeCondition): readonly unknown[] | null {
  if (operator === 'is') return [value];
  return operator === 'is_any_of' ? (values ?? []) : null;
}

/** True where the answer for a value depends on neither time nor zone. */
const isFixed = (operator: OperatorName, type: AttributeDefinition['type']): boolean =>
  ['text', 'integer', 'decimal', 'boolean'].includes(type) ||
  (type === 'date' && !/ago|last|next|now|period|today|anniversary/.test(operator));

/** True when no value of a short list meets a condition that looks at the value alone. */
function holdsOfNone(
  condition: AttributeCondition,
  values: readonly unknown[],
  { type }: AttributeDefinition,
): boolean {
  if (type === 'objects' || values.length > LONGEST_COMPARED) return false;
  const plan = valuePlan(type, condition, momentOf(0, 'UTC'), () => {
    throw new Error('single values have no items');
  });
  return values.every((value) => {
    const parsed = parseValue(type, value);
    return parsed.ok && !parsed.missing && !meets(plan, parsed.fact);
  });
}

/** Longer lists are not held against other conditions: the check stays quick. */
const LONGEST_COMPARED = 50;

interface Span {
  readonly least: number | string;
  readonly most: number | string;
}

/** The smallest and the largest value that meet a condition on numbers or days; null when it is no range. Days compare as text. */
function spanOf({ operator, value, from, to }: AttributeCondition): Span | null {
  const [first, second] = [from ?? value, to ?? value];
  if (
    typeof first === 'boolean' ||
    typeof second === 'boolean' ||
    first === undefined ||
    second === undefined
  )
    return null;
  if (typeof first === 'string' && (first.length !== 10 || String(second).length !== 10)) return null;
  const [lowest, highest] = typeof first === 'string' ? ['', '~'] : [-Infinity, Infinity];
  switch (operator) {
    case 'between':
      return { least: first, most: second };
    case 'at_least':
    case 'on_or_after':
    case 'more_than':
    case 'after':
      return { least: first, most: highest };
    case 'at_most':
    case 'on_or_before':
    case 'less_than':
    case 'before':
      return { least: lowest, most: second };
    default:
      return null;
  }
}

/** How many events a condition asks for, from and to. */
export function countBounds(count: Count | undefined): { readonly least: number; readonly most: number } {
  const asked = count ?? { operator: 'at_least', value: 1 };
  switch (asked.operator) {
    case 'exactly':
      return { least: asked.value, most: asked.value };
    case 'at_least':
      return { least: asked.value, most: Infinity };
    case 'more_than':
      return { least: asked.value + 1, most: Infinity };
    case 'at_most':
      return { least: 0, most: asked.value };
    case 'less_than':
      return { least: 0, most: asked.value - 1 };
    case 'between':
      return { least: asked.from, most: asked.to };
  }
}

const isCount = ({ measure, occurrence }: EventCondition): boolean =>
  measure === undefined && occurrence === undefined;

/** True when the events of `few`, of which there are too few, are among them all of `many`. */
function fewerThan(few: EventCondition, many: EventCondition): boolean {
  if (few.event !== many.event || !isCount(few) || !isCount(many)) return false;
  const covers = (key: 'window' | 'where'): boolean =>
    few[key] === undefined || JSON.stringify(few[key]) === JSON.stringify(many[key]);
  return covers('window') && covers('where') && countBounds(few.count).most < countBounds(many.count).least;
}

/** A node as it compares with another: the same words in another case are the same. */
export const sameness = (node: RuleNode): string =>
  JSON.stringify(node, (key, value: unknown) => {
    if (key === 'value' || key === 'values') return foldedWords(value);
    return value;
  });

const foldedWords = (value: unknown): unknown => {
  if (typeof value === 'string') return foldText(value);
  return Array.isArray(value) ? value.map(foldedWords) : value;
};
