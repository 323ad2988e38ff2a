import { Big } from 'big.js';
import {
  inRange,
  type EventPlan,
  type EventSelection,
  type Quantity,
  type Range,
} from '../normalize/plan.ts';
import type { EventFacts } from './person.ts';
import { meetsProperties } from './value.ts';

/** The events that fall under a condition. */
export function selectEvents(
  { event, range, where }: EventSelection,
  events: readonly EventFacts[],
): EventFacts[] {
  return events.filter(
    (one) =>
      one.event === event &&
      inRange(one.occurredAt, range) &&
      (where === undefined || meetsProperties(where, one.facts)),
  );
}

export function meetsEvents({ selection, asks }: EventPlan, events: readonly EventFacts[]): boolean {
  const selected = selectEvents(selection, events);
  switch (asks.quantity) {
    case 'count':
      return inRange(selected.length, asks.range);
    case 'measure':
      return meetsMeasure(asks, selected);
    case 'occurrence': {
      const one = occurrenceOf(asks.which, selected);
      if (one === undefined) return false;
      if (asks.window !== null && !inRange(one.occurredAt, asks.window)) return false;
      return asks.with === undefined || meetsProperties(asks.with, one.facts);
    }
  }
}

/** The first or the last event; of one instant the order of receipt decides. */
export function occurrenceOf(which: 'first' | 'last', events: readonly EventFacts[]): EventFacts | undefined {
  const sorted = [...events].sort((a, b) => a.occurredAt - b.occurredAt || a.id - b.id);
  return which === 'first' ? sorted[0] : sorted.at(-1);
}

type MeasureAsked = Extract<Quantity, { quantity: 'measure' }>;

function meetsMeasure(asks: MeasureAsked, events: readonly EventFacts[]): boolean {
  const measured = measureOf(asks, events);
  return (measured !== null && holdsFor(asks.test, measured)) !== asks.negated;
}

/** A sum over a number of values: sums are exact, and an average is compared without being divided out. */
export interface Measured {
  readonly sum: Big;
  readonly count: number;
}

/** The measure over the events that have the property; null when it has no value. */
export function measureOf(
  { function: fn, key }: Pick<MeasureAsked, 'function' | 'key'>,
  events: readonly EventFacts[],
): Measured | null {
  const values = events.flatMap(({ facts }) => (Object.hasOwn(facts, key) ? [facts[key]] : []));
  if (fn === 'distinct') return { sum: new Big(new Set(values.flat()).size), count: 1 };
  const numbers = values as number[];
  if (fn === 'sum') return { sum: addUp(numbers), count: 1 };
  if (numbers.length === 0) return null;
  if (fn === 'average') return { sum: addUp(numbers), count: numbers.length };
  return {
    sum: new Big(numbers.reduce((a, b) => (fn === 'minimum' ? Math.min(a, b) : Math.max(a, b)))),
    count: 1,
  };
}

const addUp = (numbers: readonly number[]): Big =>
  numbers.reduce((sum, number) => sum.plus(number), new Big(0));

function holdsFor(test: MeasureAsked['test'], { sum, count }: Measured): boolean {
  const compare = (value: number): number => sum.cmp(new Big(value).times(count));
  if (test.test === 'equals') return test.values.some((value) => compare(value as number) === 0);
  const { from, to } = test.range as Range<number>;
  if (from !== undefined && compare(from.value) < (from.inclusive ? 0 : 1)) return false;
  return !(to !== undefined && compare(to.value) > (to.inclusive ? 0 : -1));
}
