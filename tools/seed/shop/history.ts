import { SHOP_EVENTS } from './event-names.ts';
import { eventNumber, happenings } from './happenings.ts';
import { externalIdOf, type Totals } from './person.ts';
import { shopProperties } from './properties.ts';
import { randomFrom } from '../random.ts';
import { DEVICES, shopTraits, type ShopSize } from './traits.ts';

const HOUR = 3_600_000;

export interface ShopEvent {
  /** Given where a shop would give one: an order is paid once, however often the till says so. */
  readonly eventId: string | undefined;
  readonly name: string;
  /** Number of the person. */
  readonly person: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** All that happened in the shop, in the order in which it happened, at 21 bytes an event. */
export interface ShopHistory {
  readonly count: number;
  event(position: number): ShopEvent;
  totals(person: number): Totals;
}

const PURCHASE = eventNumber('purchase');
const REFUND = eventNumber('refund');
const VISIT = eventNumber('store_visited');

export function shopHistory(size: ShopSize): ShopHistory {
  const { seed, people, events } = size;
  const figures = new Figures(people);
  const record = new Recorder(Math.ceil(events * 1.05) + 1000);
  const favourites = new Uint8Array(people);
  const devices = new Uint8Array(people);
  const propertiesOf = (person: number, name: string, salt: number): Readonly<Record<string, unknown>> =>
    shopProperties(name, salt, favourites[person] ?? 0, DEVICES[devices[person] ?? 0] ?? 'web');
  const share = events / totalWeight(size);
  for (let number = 0; number < people; number += 1) {
    const traits = shopTraits(size, number);
    favourites[number] = traits.favourite;
    devices[number] = DEVICES.indexOf(traits.device);
    const expected = Math.floor(traits.weight * share + randomFrom(seed, number, 31)());
    happenings(traits, size, number, Math.min(5000, expected), (at, name, salt) => {
      record.add(at, number, name, salt);
      const total =
        name === PURCHASE || name === REFUND
          ? (propertiesOf(number, NAMES[name] as string, salt)['total'] as number)
          : 0;
      figures.add(number, at, name, total);
    });
  }
  const order = record.orderByTime();
  return {
    count: record.count,
    totals: (person) => figures.totals(person),
    event: (position) => {
      const index = order[position] as number;
      const person = record.persons[index] as number;
      const number = record.names[index] as number;
      const name = NAMES[number] as string;
      return {
        eventId: number === PURCHASE ? `order-${externalIdOf(size, person)}-${index}` : undefined,
        name,
        person,
        at: record.instants[index] as number,
        properties: propertiesOf(person, name, record.salts[index] as number),
      };
    },
  };
}

const NAMES = SHOP_EVENTS.map(({ name }) => name);

function totalWeight(size: ShopSize): number {
  let sum = 0;
  for (let number = 0; number < size.people; number += 1) sum += shopTraits(size, number).weight;
  return Math.max(sum, Number.EPSILON);
}

/** Sums over the events of every person. */
class Figures {
  private readonly values: Float64Array;

  constructor(people: number) {
    this.values = new Float64Array(people * 6);
  }

  add(person: number, at: number, name: number, total: number): void {
    const { values } = this;
    const base = person * 6;
    values[base + 5] = Math.max(values[base + 5] as number, at);
    if (name === PURCHASE) {
      values[base] = (values[base] as number) + 1;
      values[base + 1] = (values[base + 1] as number) + total;
      values[base + 4] = Math.max(values[base + 4] as number, at);
    }
    if (name === REFUND) values[base + 2] = (values[base + 2] as number) + total;
    if (name === VISIT) values[base + 3] = (values[base + 3] as number) + 1;
  }

  totals(person: number): Totals {
    const [orders = 0, spent = 0, refunded = 0, visits = 0, lastOrderAt = 0, lastSeenAt = 0] =
      this.values.subarray(person * 6, person * 6 + 6);
    return { orders, spent, refunded, visits, lastOrderAt, lastSeenAt };
  }
}

/** The events in arrays of numbers, in the order in which they were made. */
class Recorder {
  readonly instants: Float64Array;
  readonly persons: Uint32Array;
  readonly names: Uint8Array;
  readonly salts: Uint32Array;
  count = 0;

  constructor(capacity: number) {
    this.instants = new Float64Array(capacity);
    this.persons = new Uint32Array(capacity);
    this.names = new Uint8Array(capacity);
    this.salts = new Uint32Array(capacity);
  }

  add(at: number, person: number, name: number, salt: number): void {
    const index = this.count;
    if (index >= this.instants.length) return;
    this.instants[index] = at;
    this.persons[index] = person;
    this.names[index] = name;
    this.salts[index] = salt;
    this.count += 1;
  }

  /** Positions in order of time: by hour first, which leaves little to sort even with tens of millions. */
  orderByTime(): Uint32Array {
    const { instants, count } = this;
    let [first, last] = [Infinity, -Infinity];
    for (let index = 0; index < count; index += 1) {
      first = Math.min(first, instants[index] as number);
      last = Math.max(last, instants[index] as number);
    }
    const hours = count === 0 ? 1 : Math.floor((last - first) / HOUR) + 1;
    const hourOf = (index: number): number => Math.floor(((instants[index] as number) - first) / HOUR);
    const starts = new Uint32Array(hours + 1);
    for (let index = 0; index < count; index += 1) (starts[hourOf(index) + 1] as number) += 1;
    for (let hour = 0; hour < hours; hour += 1) (starts[hour + 1] as number) += starts[hour] as number;
    const order = new Uint32Array(count);
    const filled = starts.slice();
    for (let index = 0; index < count; index += 1) order[(filled[hourOf(index)] as number)++] = index;
    const earlier = (a: number, b: number): number =>
      (instants[a] as number) - (instants[b] as number) || a - b;
    for (let hour = 0; hour < hours; hour += 1) order.subarray(starts[hour], starts[hour + 1]).sort(earlier);
    return order;
  }
}
