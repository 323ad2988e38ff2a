import {
  CountOperator,
  MeasureFunction,
  type Compare,
  type Count,
  type EventCondition,
  type Measure,
} from '../ast/rule.ts';
import type { EventDefinition } from '../catalog/catalog.ts';
import { isObject, quote, type Checker, type JsonObject } from './checker.ts';
import { didYouMean, pointer } from './issue.ts';
import { readOperands } from './operands.ts';
import { readPropertyGroup, type Scope } from './property-group.ts';
import { readWindow } from './window.ts';

const KEYS = ['kind', 'event', 'count', 'measure', 'compare', 'occurrence', 'with', 'window', 'where'];

/** Reads an event condition; `depth` is that of the group it stands in. */
export function readEventCondition(
  checker: Checker,
  raw: JsonObject,
  path: string,
  depth: number,
): EventCondition | null {
  checker.onlyKeys(raw, path, KEYS);
  const definition = readEvent(checker, raw['event'], pointer(path, 'event'));
  const window =
    raw['window'] === undefined ? undefined : readWindow(checker, raw['window'], pointer(path, 'window'));
  if (definition === null) return null;
  const scope = propertyScope(definition);
  const group = (key: 'where' | 'with') =>
    raw[key] === undefined
      ? undefined
      : readPropertyGroup(checker, raw[key], pointer(path, key), scope, depth + 1);
  const where = group('where');
  const quantity = readQuantity(checker, raw, path, definition, () => group('with'));
  if (window === null || where === null || quantity === null) return null;
  return {
    kind: 'event',
    event: definition.name,
    ...quantity,
    ...(window === undefined ? {} : { window }),
    ...(where === undefined ? {} : { where }),
  };
}

function readEvent(checker: Checker, name: unknown, path: string): EventDefinition | null {
  if (name === undefined) return checker.issue('rule.key_missing', path, 'is missing: the name of an event.');
  const definition = typeof name === 'string' ? checker.catalog.events.get(name) : undefined;
  if (definition !== undefined) return definition;
  const near = typeof name === 'string' ? didYouMean(name, checker.catalog.events.values()) : [];
  return checker.issue('event.unknown', path, `There is no event ${quote(name)}.`, near);
}

const propertyScope = (definition: EventDefinition): Scope => ({
  of: `properties of ${definition.name}`,
  subjects: definition.properties,
});

type Quantity = Pick<EventCondition, 'count' | 'measure' | 'compare' | 'occurrence' | 'with'>;

/** What is asked of the events: how many, a measure over them, or the first or last of them. */
function readQuantity(
  checker: Checker,
  raw: JsonObject,
  path: string,
  definition: EventDefinition,
  readWith: () => EventCondition['with'] | null,
): Quantity | null {
  const asked = ['count', 'measure', 'occurrence'].filter((key) => raw[key] !== undefined);
  if (asked.length > 1) {
    return checker.issue(
      'rule.key_unknown',
      pointer(path, asked[1] as string),
      `${asked.join(' and ')} exclude each other: keep one.`,
    );
  }
  if (raw['occurrence'] === undefined && raw['with'] !== undefined) {
    return checker.issue(
      'rule.key_unknown',
      pointer(path, 'with'),
      'with goes with occurrence; events are picked by where.',
      ['where'],
    );
  }
  if (raw['measure'] === undefined && raw['compare'] !== undefined) {
    return checker.issue(
      'rule.key_missing',
      pointer(path, 'measure'),
      'is missing: compare goes with a measure.',
    );
  }
  if (raw['measure'] !== undefined) return readMeasure(checker, raw, path, definition);
  if (raw['occurrence'] !== undefined) return readOccurrence(checker, raw, path, readWith);
  if (raw['count'] === undefined) return {};
  const count = readCount(checker, raw['count'], pointer(path, 'count'));
  return count === null ? null : { count };
}

function readCount(checker: Checker, raw: unknown, path: string): Count | null {
  if (!isObject(raw))
    return checker.issue(
      'rule.type',
      path,
      `must be an object such as {"operator":"at_least","value":2}, not ${quote(raw)}.`,
    );
  const operator = checker.word(
    raw['operator'],
    pointer(path, 'operator'),
    CountOperator.options,
    'operator.unknown',
  );
  if (operator === null) return null;
  const most = Number.MAX_SAFE_INTEGER;
  if (operator !== 'between') {
    checker.onlyKeys(raw, path, ['operator', 'value']);
    const value = checker.whole(raw['value'], pointer(path, 'value'), operator === 'less_than' ? 1 : 0, most);
    return value === null ? null : { operator, value };
  }
  checker.onlyKeys(raw, path, ['operator', 'from', 'to']);
  const from = checker.whole(raw['from'], pointer(path, 'from'), 0, most);
  const to = checker.whole(raw['to'], pointer(path, 'to'), 0, most);
  if (from === null || to === null) return null;
  if (from > to)
    return checker.issue(
      'value.range',
      pointer(path, 'from'),
      `${from} is more than ${to}: from must not be larger than to.`,
    );
  return { operator, from, to };
}

function readMeasure(
  checker: Checker,
  raw: JsonObject,
  path: string,
  definition: EventDefinition,
): Quantity | null {
  const at = pointer(path, 'measure');
  const measure = raw['measure'];
  if (!isObject(measure))
    return checker.issue(
      'rule.type',
      at,
      `must be an object such as {"function":"sum","property":"…"}, not ${quote(measure)}.`,
    );
  checker.onlyKeys(measure, at, ['function', 'property']);
  const fn = checker.word(measure['function'], pointer(at, 'function'), MeasureFunction.options);
  const property = readMeasured(checker, measure['property'], pointer(at, 'property'), definition, fn);
  const compare = readCompare(checker, raw['compare'], pointer(path, 'compare'));
  if (fn === null || property === null || compare === null) return null;
  return { measure: { function: fn, property }, compare };
}

function readMeasured(
  checker: Checker,
  name: unknown,
  path: string,
  definition: EventDefinition,
  fn: Measure['function'] | null,
): string | null {
  if (name === undefined)
    return checker.issue('rule.key_missing', path, 'is missing: the name of a property.');
  const property = typeof name === 'string' ? definition.properties.get(name) : undefined;
  if (property === undefined) {
    const near = typeof name === 'string' ? didYouMean(name, definition.properties.values()) : [];
    return checker.issue(
      'property.unknown',
      path,
      `${quote(name)} is none of the properties of ${definition.name}.`,
      near,
    );
  }
  if (fn !== null && fn !== 'distinct' && property.type !== 'integer' && property.type !== 'decimal') {
    const numbers = [...definition.properties.values()].filter(
      ({ type }) => type === 'integer' || type === 'decimal',
    );
    const message = `${property.name} is of type ${property.type}; ${fn} needs a number.`;
    return checker.issue(
      'operator.not_for_type',
      path,
      message,
      numbers.slice(0, 3).map(({ name: near }) => near),
    );
  }
  return property.name;
}

const COMPARISONS = [
  'is',
  'is_not',
  'is_any_of',
  'is_none_of',
  'less_than',
  'at_most',
  'at_least',
  'more_than',
  'between',
  'not_between',
];

function readCompare(checker: Checker, raw: unknown, path: string): Compare | null {
  if (raw === undefined)
    return checker.issue(
      'rule.key_missing',
      path,
      'is missing: what the measure is compared with, such as {"operator":"at_least","value":100}.',
    );
  if (!isObject(raw))
    return checker.issue(
      'rule.type',
      path,
      `must be an object such as {"operator":"at_least","value":100}, not ${quote(raw)}.`,
    );
  const operator = raw['operator'];
  if (typeof operator === 'string' && operator.startsWith('is_') && operator.endsWith('set')) {
    return checker.issue(
      'operator.not_for_type',
      pointer(path, 'operator'),
      `${operator} does not go with a measure.`,
    );
  }
  const operands = readOperands(
    checker,
    raw,
    path,
    { label: 'the measure', type: 'decimal' },
    [],
    () => null,
  );
  return operands === null || !COMPARISONS.includes(operands.operator) ? null : (operands as Compare);
}

function readOccurrence(
  checker: Checker,
  raw: JsonObject,
  path: string,
  readWith: () => EventCondition['with'] | null,
): Quantity | null {
  const occurrence = checker.word(raw['occurrence'], pointer(path, 'occurrence'), ['first', 'last'] as const);
  const group = readWith();
  if (raw['window'] === undefined && raw['with'] === undefined) {
    return checker.issue(
      'rule.key_missing',
      pointer(path, 'window'),
      'is missing: the first or last event needs a window, or with.',
    );
  }
  if (occurrence === null || group === null) return null;
  return { occurrence, ...(group === undefined ? {} : { with: group }) };
}
