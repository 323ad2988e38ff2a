import { CountOperator, type Count, type EventCondition } from '../ast/rule.ts';
import type { EventDefinition } from '../catalog/catalog.ts';
import { isObject, quote, type Checker, type JsonObject } from './checker.ts';
import { pointer } from './issue.ts';
import { readMeasure } from './measure.ts';
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
  const optional = <T>(key: string, read: (given: unknown, at: string) => T): T | undefined =>
    raw[key] === undefined ? undefined : read(raw[key], pointer(path, key));
  const window = optional('window', (given, at) => readWindow(checker, given, at));
  const scope = propertyScope(definition);
  const readGroup = (key: 'where' | 'with') =>
    optional(key, (given, at) => readPropertyGroup(checker, given, at, scope, depth + 1));
  const where = readGroup('where');
  const quantity = readQuantity(checker, raw, path, definition, () => readGroup('with'));
  if (definition === null || window === null || where === null || quantity === null) return null;
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
  const near = typeof name === 'string' ? checker.near(name, checker.catalog.events.values()) : [];
  return checker.issue('event.unknown', path, `There is no event ${quote(name)}.`, near);
}

const propertyScope = (definition: EventDefinition | null): Scope => ({
  of: definition === null ? 'properties' : `properties of ${definition.name}`,
  subjects: definition?.properties ?? null,
});

type Quantity = Pick<EventCondition, 'count' | 'measure' | 'compare' | 'occurrence' | 'with'>;

/** What is asked of the events: how many, a measure over them, or the first or last of them. All that is said is looked at. */
function readQuantity(
  checker: Checker,
  raw: JsonObject,
  path: string,
  definition: EventDefinition | null,
  readWith: () => EventCondition['with'] | null,
): Quantity | null {
  const asked = ['count', 'measure', 'occurrence'].filter((key) => raw[key] !== undefined);
  const excluded = asked[1];
  if (excluded !== undefined) {
    const message = `${asked.join(' and ')} exclude each other: keep one.`;
    checker.issue('rule.key_unknown', pointer(path, excluded), message);
  }
  const read: (Quantity | null)[] = [];
  if (raw['count'] !== undefined) {
    const count = readCount(checker, raw['count'], pointer(path, 'count'));
    read.push(count === null ? null : { count });
  }
  if (raw['measure'] !== undefined) read.push(readMeasure(checker, raw, path, definition));
  else if (raw['compare'] !== undefined) {
    const message = 'is missing: compare goes with a measure.';
    read.push(checker.issue('rule.key_missing', pointer(path, 'measure'), message));
  }
  if (raw['occurrence'] !== undefined) read.push(readOccurrence(checker, raw, path, readWith));
  else if (raw['with'] !== undefined) {
    const message = 'with goes with occurrence; events are picked by where.';
    read.push(checker.issue('rule.key_unknown', pointer(path, 'with'), message, ['where']));
  }
  return excluded !== undefined || read.includes(null) ? null : (read[0] ?? {});
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
