import type { Compare, Count, EventCondition, Measure } from '../ast/rule.ts';
import type { EventDefinition } from '../catalog/catalog.ts';
import { COUNT_LABELS, MEASURE_LABELS } from './labels.ts';
import { predicateWords } from './operands.ts';
import { propertyGroupWords, type Properties } from './property-words.ts';
import { windowWords, type Zone } from './time.ts';
import { capitalised, nameWords } from './words.ts';

/** An event condition as a sentence. `definition` is undefined when the catalog does not have the event. */
export function eventWords(
  condition: EventCondition,
  definition: EventDefinition | undefined,
  zone: Zone,
): string {
  const event = nameWords(definition?.label ?? condition.event);
  const properties: Properties = definition?.properties ?? new Map();
  const group = (key: 'where' | 'with'): string | null => {
    const given = condition[key];
    return given === undefined ? null : propertyGroupWords(given, properties, zone);
  };
  const when = condition.window === undefined ? null : windowWords(condition.window, zone);
  const where = group('where');
  if (condition.occurrence !== undefined) {
    return occurrenceWords(condition.occurrence, event, { where, when, having: group('with') });
  }
  const which = where === null ? '' : `, where ${where}`;
  if (condition.measure !== undefined && condition.compare !== undefined) {
    const measured = measureWords(condition.measure, condition.compare, properties, zone);
    return capitalised(`${measured} over ${event} ${when ?? 'at any time'}${which}`);
  }
  const count = condition.count ?? { operator: 'at_least', value: 1 };
  if (isNever(count)) {
    return `${event} ${when === null ? 'never happened' : `did not happen ${when}`}${which}`;
  }
  return `${event} ${countWords(count)}${when === null ? '' : `${/^\d/.test(when) ? ',' : ''} ${when}`}${which}`;
}

const isNever = (count: Count): boolean =>
  count.operator === 'between'
    ? count.to === 0
    : (count.value === 0 && (count.operator === 'exactly' || count.operator === 'at_most')) ||
      (count.value === 1 && count.operator === 'less_than');

/** How often, such as `at least 2 times`. */
export function countWords(count: Count): string {
  if (count.operator === 'between') return `between ${count.from} and ${times(count.to)}`;
  if (count.operator === 'at_least' && count.value === 0) return 'any number of times';
  const number = count.value === 1 && count.operator !== 'less_than' ? 'once' : times(count.value);
  return `${COUNT_LABELS[count.operator]} ${number}`;
}

const times = (value: number): string => `${value} ${value === 1 ? 'time' : 'times'}`;

function measureWords(measure: Measure, compare: Compare, properties: Properties, zone: Zone): string {
  const property = nameWords(properties.get(measure.property)?.label ?? measure.property);
  const compared = predicateWords(compare, { subject: { type: 'decimal' }, zone, sayWhere: () => '' });
  return `${MEASURE_LABELS[measure.function]} ${property} ${compared}`;
}

function occurrenceWords(
  which: 'first' | 'last',
  event: string,
  parts: { readonly where: string | null; readonly when: string | null; readonly having: string | null },
): string {
  const one = `the ${which} ${event}${parts.where === null ? '' : ` (where ${parts.where})`}`;
  if (parts.when === null) return `In ${one}, ${parts.having ?? '…'}`;
  const having = parts.having === null ? '' : `, and in it ${parts.having}`;
  return capitalised(`${one} was ${parts.when}${having}`);
}
