import { MeasureFunction, type Compare, type EventCondition, type Measure } from '../ast/rule.ts';
import type { EventDefinition } from '../catalog/catalog.ts';
import { isObject, quote, type Checker, type JsonObject } from './checker.ts';
import { pointer } from './issue.ts';
import { readOperands } from './operands.ts';

/** Reads `measure` and `compare`; `definition` is null when the event is unknown. */
export function readMeasure(
  checker: Checker,
  raw: JsonObject,
  path: string,
  definition: EventDefinition | null,
): Pick<EventCondition, 'measure' | 'compare'> | null {
  const measure = readMeasured(checker, raw['measure'], pointer(path, 'measure'), definition);
  const compare = readCompare(checker, raw['compare'], pointer(path, 'compare'));
  return measure === null || compare === null ? null : { measure, compare };
}

function readMeasured(
  checker: Checker,
  raw: unknown,
  path: string,
  definition: EventDefinition | null,
): Measure | null {
  if (!isObject(raw)) {
    return checker.issue(
      'rule.type',
      path,
      `must be an object such as {"function":"sum","property":"…"}, not ${quote(raw)}.`,
    );
  }
  checker.onlyKeys(raw, path, ['function', 'property']);
  const fn = checker.word(raw['function'], pointer(path, 'function'), MeasureFunction.options);
  const at = pointer(path, 'property');
  if (raw['property'] === undefined)
    return checker.issue('rule.key_missing', at, 'is missing: the name of a property.');
  const property = definition === null ? null : readProperty(checker, raw['property'], at, definition, fn);
  return fn === null || property === null ? null : { function: fn, property };
}

function readProperty(
  checker: Checker,
  name: unknown,
  path: string,
  definition: EventDefinition,
  fn: MeasureFunction | null,
): string | null {
  const property = typeof name === 'string' ? definition.properties.get(name) : undefined;
  if (property === undefined) {
    const near = typeof name === 'string' ? checker.near(name, definition.properties.values()) : [];
    return checker.issue(
      'property.unknown',
      path,
      `${quote(name)} is none of the properties of ${definition.name}.`,
      near,
    );
  }
  const isNumber = ({ type }: { readonly type: string }): boolean => type === 'integer' || type === 'decimal';
  if (fn === null || fn === 'distinct' || isNumber(property)) return property.name;
  const numbers = [...definition.properties.values()].filter(isNumber).map(({ name: near }) => near);
  const message = `${property.name} is of type ${property.type}; ${fn} needs a number.`;
  return checker.issue('operator.not_for_type', path, message, numbers.slice(0, 3));
}

function readCompare(checker: Checker, raw: unknown, path: string): Compare | null {
  const example = 'such as {"operator":"at_least","value":100}';
  if (raw === undefined) {
    return checker.issue(
      'rule.key_missing',
      path,
      `is missing: what the measure is compared with, ${example}.`,
    );
  }
  if (!isObject(raw))
    return checker.issue('rule.type', path, `must be an object ${example}, not ${quote(raw)}.`);
  const operator = raw['operator'];
  if (operator === 'is_set' || operator === 'is_not_set') {
    const message = `${operator} does not go with a measure: count the events instead.`;
    return checker.issue('operator.not_for_type', pointer(path, 'operator'), message);
  }
  const subject = { label: 'the measure', type: 'decimal' } as const;
  return readOperands(checker, raw, path, subject, [], () => null) as Compare | null;
}
