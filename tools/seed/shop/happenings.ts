import { between, randomFrom, type Random } from '../random.ts';
import { SHOP_EVENTS } from './event-names.ts';
import { DAY, HISTORY, type ShopSize, type ShopTraits } from './traits.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const NAMES = SHOP_EVENTS.map((event) => event.name);

/** The number of an event name in the compact history. */
export const eventNumber = (name: string): number => {
  const number = NAMES.indexOf(name);
  if (number < 0) throw new Error(`The shop has no event ${name}`);
  return number;
};

/** Takes one event: instant in ms, number of its name, and the salt that its properties are made from. */
export type Emit = (at: number, name: number, salt: number) => void;

const PURCHASE = eventNumber('purchase');
const REFUND = eventNumber('refund');
const ABANDONED = eventNumber('cart_abandoned');
const ADDED = eventNumber('added_to_cart');
const SENT = eventNumber('email_sent');
const OPENED = eventNumber('email_opened');
const CLICKED = eventNumber('email_clicked');
const TICKET = eventNumber('support_ticket_opened');
const REVIEW = eventNumber('review_written');

/**
 * What one person does: at most `count` events between sign-up (or the start of the history) and the end of their interest.
 * What follows from something else comes after it: an order after the cart, a refund after the order, a click after an open.
 */
export function happenings(
  traits: ShopTraits,
  { seed, now }: ShopSize,
  number: number,
  count: number,
  emit: Emit,
): void {
  const random = randomFrom(seed, number, 29);
  const start = Math.max(traits.signedUpAt, now - HISTORY);
  const end = Math.min(now, traits.activeUntil);
  const wheel = wheelOf(traits);
  let left = count;
  const once = (at: number, name: number, salt: number): void => {
    if (left <= 0 || at > now) return;
    left -= 1;
    emit(Math.floor(at), name, salt);
  };
  while (left > 0) {
    const at = instantBetween(random, start, end);
    const salt = Math.floor(random() * 4_294_967_296);
    const name = wheel.draw(random());
    const before = left;
    once(at, name, salt);
    if (name === ADDED) afterCart(random, at, salt, once);
    if (name === SENT) afterMail(random, at, salt, once);
    if (left === before) left -= 1;
  }
}

/** Hours of the day by how much happens in them, in a zone an hour ahead of UTC. */
const HOURS = [1, 1, 1, 1, 1, 2, 5, 9, 12, 14, 15, 17, 19, 17, 15, 15, 17, 20, 25, 30, 30, 23, 12, 4];
const HOUR_DRAW = HOURS.flatMap((weight, hour) => Array.from({ length: weight }, () => (hour + 23) % 24));

/** More happens lately, in the evening, and before Christmas. */
function instantBetween(random: Random, start: number, end: number): number {
  const first = anyInstant(random, start, end);
  return random() < season(first) ? first : anyInstant(random, start, end);
}

function anyInstant(random: Random, start: number, end: number): number {
  const at = start + (end - start) * random() ** 0.85;
  const hour = HOUR_DRAW[Math.floor(random() * HOUR_DRAW.length)] ?? 12;
  const shaped = Math.floor(at / DAY) * DAY + (hour + random()) * HOUR;
  return shaped >= start && shaped <= end ? shaped : at;
}

const season = (at: number): number => {
  const dayOfYear = (at / DAY + 0.5) % 365.25;
  return dayOfYear > 322 && dayOfYear < 358 ? 1 : 0.6;
};

/** Draws the number of an event name with the weights of one kind of person. */
class Wheel {
  private readonly names: readonly number[];
  private readonly edges: Float64Array;

  constructor(weights: readonly (readonly [string, number])[]) {
    this.names = weights.map(([name]) => eventNumber(name));
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    let sum = 0;
    this.edges = Float64Array.from(weights, ([, weight]) => (sum += weight / total));
  }

  draw(at: number): number {
    const { edges } = this;
    let position = 0;
    while (position < edges.length - 1 && at >= (edges[position] as number)) position += 1;
    return this.names[position] as number;
  }
}

const WHEELS = Array.from({ length: 8 }, (_, kind) => {
  const [hasApp, emailOptIn, isFree] = [(kind & 1) !== 0, (kind & 2) !== 0, (kind & 4) !== 0];
  return new Wheel([
    ['item_viewed', 42],
    ['app_launched', hasApp ? 18 : 0],
    ['added_to_cart', 9],
    ['searched', 9],
    ['email_sent', emailOptIn ? 9 : 1],
    ['logged_in', 6],
    ['wishlist_added', 2],
    ['store_visited', 0.8],
    ['sms_delivered', 0.6],
    ['subscription_started', isFree ? 0 : 0.25],
    ['unsubscribed', 0.12],
    ['subscription_cancelled', isFree ? 0.08 : 0.02],
  ]);
});

function wheelOf({ hasApp, emailOptIn, plan }: ShopTraits): Wheel {
  const kind = (hasApp ? 1 : 0) | (emailOptIn ? 2 : 0) | (plan === 'free' ? 4 : 0);
  return WHEELS[kind] as Wheel;
}

function afterCart(random: Random, at: number, salt: number, once: Emit): void {
  if (random() < 0.4) {
    const paid = at + between(random, 4 * MINUTE, 3 * HOUR);
    once(paid, PURCHASE, salt);
    if (random() < 0.08) once(paid + between(random, 2 * DAY, 20 * DAY), REFUND, salt);
    if (random() < 0.06) once(paid + between(random, 3 * DAY, 30 * DAY), REVIEW, salt);
    if (random() < 0.05) once(paid + between(random, HOUR, 5 * DAY), TICKET, salt);
  } else if (random() < 0.5) {
    once(at + DAY, ABANDONED, salt);
  }
}

function afterMail(random: Random, at: number, salt: number, once: Emit): void {
  if (random() >= 0.33) return;
  const opened = at + between(random, 5 * MINUTE, 2 * DAY);
  once(opened, OPENED, salt);
  if (random() < 0.18) once(opened + between(random, 10_000, 10 * MINUTE), CLICKED, salt);
}
