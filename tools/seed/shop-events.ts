import { between, pick, pickWeighted, randomFrom, wholeBetween, type Random } from './random.ts';
import { SHOP_EVENTS } from './shop-catalog.ts';
import { CATEGORIES, STORES, type ShopPerson } from './shop-people.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far back the history goes. */
export const HISTORY = 395 * DAY;

const NAMES = SHOP_EVENTS.map((event) => event.name);

/** The number of an event name in the compact history. */
export const eventNumber = (name: string): number => {
  const number = NAMES.indexOf(name);
  if (number < 0) throw new Error(`The shop has no event ${name}`);
  return number;
};

/** Takes one event: instant in ms, number of its name, and the salt that its properties are made from. */
export type Emit = (at: number, name: number, salt: number) => void;

type Weights = readonly (readonly [string, number])[];

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
 * The history of one person: about `count` events between sign-up (or the start of the history) and the end of their interest.
 * What follows from something else comes after it: an order after the cart, a refund after the order, a click after an open.
 */
export function shopHistory(
  person: ShopPerson,
  seed: number,
  number: number,
  count: number,
  now: number,
  emit: Emit,
): void {
  const random = randomFrom(seed, number, 29);
  const start = Math.max(person.signedUpAt, now - HISTORY);
  const end = Math.max(start + HOUR, person.activeUntil);
  const weights = weightsOf(person);
  let left = count;
  const once = (at: number, name: number, salt: number): void => {
    if (left <= 0 || at > now) return;
    left -= 1;
    emit(Math.floor(at), name, salt);
  };
  while (left > 0) {
    const at = start + (end - start) * random() ** 0.85;
    const salt = Math.floor(random() * 4294967296);
    const name = eventNumber(pickWeighted(random, weights));
    const before = left;
    once(at, name, salt);
    if (name === ADDED) afterCart(random, at, salt, once);
    if (name === SENT) afterMail(random, at, salt, once);
    if (left === before) left -= 1;
  }
}

function weightsOf({ hasApp, emailOptIn, plan }: ShopPerson): Weights {
  return [
    ['item_viewed', 42],
    ['added_to_cart', 9],
    ['searched', 9],
    ['logged_in', 6],
    ['wishlist_added', 2],
    ['app_launched', hasApp ? 18 : 0],
    ['email_sent', emailOptIn ? 9 : 1],
    ['sms_delivered', 0.6],
    ['unsubscribed', 0.12],
    ['subscription_started', plan === 'free' ? 0 : 0.25],
    ['subscription_cancelled', plan === 'free' ? 0.08 : 0.02],
    ['store_visited', 0.8],
  ];
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

const BRANDS = ['Nordwind', 'Alta', 'Kestrel', 'Mimosa', 'Urban9'];
const QUERIES = [
  'red shoes',
  'rain jacket',
  'city bike',
  'gift card',
  'garden chair',
  'backpack',
  'hand cream',
  'puzzle',
];
const CAMPAIGNS = ['spring', 'summer', 'back_to_school', 'black_friday', 'winter', 'win_back'];
const REFUND_REASONS = ['damaged', 'wrong_size', 'late', 'changed_mind'];
const cents = (value: number): number => Math.round(value * 100) / 100;

/** Properties of an event: those of one salt fit together, so that an order is for what went into the cart. */
export function shopProperties(
  name: string,
  salt: number,
  favourite: number,
  device: string,
): Record<string, unknown> {
  const random = randomFrom(salt, 41);
  const category = random() < 0.5 ? CATEGORIES[favourite] : pick(random, CATEGORIES);
  const productId = `p-${wholeBetween(random, 1, 900)}`;
  const price = cents(Math.exp(between(random, 1.6, 5.6)));
  const items = Math.ceil(4 * random() ** 3);
  const total = cents(price * items);
  const campaign = pick(random, CAMPAIGNS);
  const plan = pick(random, ['starter', 'pro', 'business']);
  const properties = PROPERTIES[name];
  return properties === undefined
    ? {}
    : properties({ random, category, productId, price, items, total, campaign, plan, device });
}

interface Ingredients {
  readonly random: Random;
  readonly category: string | undefined;
  readonly productId: string;
  readonly price: number;
  readonly items: number;
  readonly total: number;
  readonly campaign: string;
  readonly plan: string;
  readonly device: string;
}

const PROPERTIES: Readonly<Record<string, (from: Ingredients) => Record<string, unknown>>> = {
  purchase: ({ random, total, items, category, device }) => ({
    total,
    currency: pickWeighted(random, [
      ['EUR', 85],
      ['GBP', 10],
      ['USD', 5],
    ] as const),
    items,
    category,
    ...(random() < 0.15 ? { coupon: `SAVE${5 * wholeBetween(random, 1, 4)}` } : {}),
    channel: random() < 0.08 ? 'store' : device === 'web' ? 'web' : 'app',
  }),
  refund: ({ random, total }) => ({
    total: cents(total * between(random, 0.3, 1)),
    reason: pick(random, REFUND_REASONS),
  }),
  item_viewed: ({ random, productId, category, price }) => ({
    productId,
    category,
    brand: pick(random, BRANDS),
    price,
  }),
  added_to_cart: ({ productId, category, price, items }) => ({ productId, category, price, quantity: items }),
  cart_abandoned: ({ total }) => ({ total }),
  wishlist_added: ({ productId, category }) => ({ productId, category }),
  searched: ({ random }) => ({ query: pick(random, QUERIES), results: wholeBetween(random, 0, 60) }),
  app_launched: ({ random, device }) => ({
    os: device,
    version: `${wholeBetween(random, 3, 5)}.${wholeBetween(random, 0, 9)}.0`,
  }),
  logged_in: ({ random }) => ({
    method: pickWeighted(random, [
      ['password', 6],
      ['google', 3],
      ['apple', 1],
    ] as const),
  }),
  email_sent: ({ campaign }) => ({ campaign }),
  email_opened: ({ campaign }) => ({ campaign }),
  email_clicked: ({ campaign }) => ({ campaign, url: `https://shop.example/${campaign}` }),
  sms_delivered: ({ campaign }) => ({ campaign }),
  unsubscribed: ({ random }) => ({
    channel: pickWeighted(random, [
      ['email', 7],
      ['sms', 2],
      ['push', 1],
    ] as const),
  }),
  review_written: ({ random, productId }) => ({ rating: 5 - Math.floor(5 * random() ** 2.2), productId }),
  support_ticket_opened: ({ random }) => ({
    topic: pick(random, ['delivery', 'payment', 'product', 'account']),
    priority: pickWeighted(random, [
      ['low', 3],
      ['normal', 5],
      ['high', 2],
    ] as const),
  }),
  subscription_started: ({ random, plan }) => ({ plan, trial: random() < 0.4 }),
  subscription_cancelled: ({ random, plan }) => ({
    plan,
    reason: pick(random, ['price', 'missing_feature', 'unused', 'other']),
  }),
  store_visited: ({ random }) => ({ store: STORES[Math.floor(STORES.length * random() ** 2)] }),
};
