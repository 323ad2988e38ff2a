import { eventNumber, shopHistory, shopProperties } from './shop-events.ts';
import { CATEGORIES, shopPerson } from './shop-people.ts';
import { randomFrom } from './random.ts';
import { SHOP_EVENTS } from './shop-catalog.ts';

const HOUR = 3_600_000;
const DEVICES = ['ios', 'android', 'web'] as const;

/** What a person did, in figures. */
export interface Totals {
  readonly orders: number;
  readonly spent: number;
  readonly refunded: number;
  readonly lastOrderAt: number;
  readonly lastSeenAt: number;
}

/** The history of all people in the order in which it happened, in 21 bytes an event. */
export interface ShopHistory {
  readonly count: number;
  at(position: number): {
    readonly at: number;
    readonly person: number;
    readonly name: string;
    readonly salt: number;
  };
  properties(position: number): Record<string, unknown>;
  totals(person: number): Totals;
}

/** Makes about `events` events of `people` people; the same for the same seed and clock. */
export function shopWorldHistory(seed: number, people: number, events: number, now: number): ShopHistory {
  const capacity = Math.ceil(events * 1.2) + people * 4 + 1000;
  const instants = new Float64Array(capacity);
  const persons = new Uint32Array(capacity);
  const names = new Uint8Array(capacity);
  const salts = new Uint32Array(capacity);
  const favourites = new Uint8Array(people);
  const devices = new Uint8Array(people);
  const figures = new Float64Array(people * 5);
  const PURCHASE = eventNumber('purchase');
  const REFUND = eventNumber('refund');
  let count = 0;
  for (let number = 0; number < people; number += 1) {
    const person = shopPerson(seed, number, now);
    favourites[number] = person.favourite;
    devices[number] = DEVICES.indexOf(person.device);
    const expected = (person.weight * events) / people;
    const share = Math.min(4000, Math.floor(expected + randomFrom(seed, number, 31)()));
    shopHistory(person, seed, number, share, now, (at, name, salt) => {
      if (count >= capacity) return;
      instants[count] = at;
      persons[count] = number;
      names[count] = name;
      salts[count] = salt;
      count += 1;
      const base = number * 5;
      figures[base + 4] = Math.max(figures[base + 4] ?? 0, at);
      if (name !== PURCHASE && name !== REFUND) return;
      const total = shopProperties(
        name === PURCHASE ? 'purchase' : 'refund',
        salt,
        person.favourite,
        person.device,
      )['total'] as number;
      if (name === REFUND) {
        figures[base + 2] = (figures[base + 2] ?? 0) + total;
        return;
      }
      figures[base] = (figures[base] ?? 0) + 1;
      figures[base + 1] = (figures[base + 1] ?? 0) + total;
      figures[base + 3] = Math.max(figures[base + 3] ?? 0, at);
    });
  }
  const order = orderByTime(instants, count);
  const name = (index: number): string => SHOP_EVENTS[names[index] ?? 0]?.name ?? '';
  return {
    count,
    at: (position) => {
      const index = order[position] ?? 0;
      return {
        at: instants[index] ?? 0,
        person: persons[index] ?? 0,
        name: name(index),
        salt: salts[index] ?? 0,
      };
    },
    properties: (position) => {
      const index = order[position] ?? 0;
      const person = persons[index] ?? 0;
      const device = DEVICES[devices[person] ?? 0] ?? 'web';
      return shopProperties(
        name(index),
        salts[index] ?? 0,
        (favourites[person] ?? 0) % CATEGORIES.length,
        device,
      );
    },
    totals: (person) => ({
      orders: figures[person * 5] ?? 0,
      spent: figures[person * 5 + 1] ?? 0,
      refunded: figures[person * 5 + 2] ?? 0,
      lastOrderAt: figures[person * 5 + 3] ?? 0,
      lastSeenAt: figures[person * 5 + 4] ?? 0,
    }),
  };
}

/** Positions in order of time: by hour first, which leaves little to sort even with tens of millions. */
function orderByTime(instants: Float64Array, count: number): Uint32Array {
  let first = Infinity;
  let last = -Infinity;
  for (let index = 0; index < count; index += 1) {
    const at = instants[index] ?? 0;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  const hours = count === 0 ? 1 : Math.floor((last - first) / HOUR) + 1;
  const starts = new Uint32Array(hours + 1);
  const hourOf = (index: number): number => Math.floor(((instants[index] ?? 0) - first) / HOUR);
  for (let index = 0; index < count; index += 1) {
    const next = hourOf(index) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let hour = 0; hour < hours; hour += 1)
    starts[hour + 1] = (starts[hour + 1] ?? 0) + (starts[hour] ?? 0);
  const order = new Uint32Array(count);
  const filled = starts.slice();
  for (let index = 0; index < count; index += 1) {
    const hour = hourOf(index);
    const position = filled[hour] ?? 0;
    order[position] = index;
    filled[hour] = position + 1;
  }
  for (let hour = 0; hour < hours; hour += 1) {
    order
      .subarray(starts[hour], starts[hour + 1])
      .sort((a, b) => (instants[a] ?? 0) - (instants[b] ?? 0) || a - b);
  }
  return order;
}
