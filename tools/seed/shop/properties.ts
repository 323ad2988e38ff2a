import { between, pick, pickWeighted, randomFrom, wholeBetween, type Random } from '../random.ts';
import { CATEGORIES, STORES } from './vocabulary.ts';

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
