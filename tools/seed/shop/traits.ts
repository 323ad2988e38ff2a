import { normal, pickWeighted, randomFrom } from '../random.ts';
import { CATEGORIES } from './vocabulary.ts';

/** Where the shop does its business. */
export const SHOP_TIME_ZONE = 'Europe/Zagreb';

export const DAY = 86_400_000;
const HOUR = 3_600_000;

/** How far back the events go: 13 months. */
export const HISTORY = 395 * DAY;

/** What a shop is made from: the same for the same four numbers, on every machine. */
export interface ShopSize {
  readonly seed: number;
  readonly people: number;
  /** How many events there are in all, roughly. */
  readonly events: number;
  /** The instant up to which things happened, in epoch milliseconds. */
  readonly now: number;
}

export const PLANS = ['free', 'starter', 'pro', 'business'] as const;
export const DEVICES = ['ios', 'android', 'web'] as const;

const PLAN_WEIGHTS = PLANS.map((plan, index) => [plan, [70, 15, 11, 4][index] ?? 0] as const);

/** What decides about a person's events; cheap to make again. */
export interface ShopTraits {
  readonly signedUpAt: number;
  /** When the person lost interest; `now` for those who are still around. */
  readonly activeUntil: number;
  /** Share of the events that fall to this person, compared with others. */
  readonly weight: number;
  readonly isLead: boolean;
  readonly hasApp: boolean;
  readonly emailOptIn: boolean;
  readonly plan: (typeof PLANS)[number];
  readonly device: (typeof DEVICES)[number];
  /** Position of the favourite category. */
  readonly favourite: number;
}

/** People are numbered in the order of their sign-up, over five years, more and more of them. */
export function shopTraits({ seed, people, now }: ShopSize, number: number): ShopTraits {
  const random = randomFrom(seed, number, 17);
  const age = 1 - (number + random()) / people;
  const signedUpAt = Math.floor(now - 5 * 365 * DAY * age ** 1.4 - HOUR);
  const activeUntil = random() < 0.35 ? Math.floor(signedUpAt + random() * (now - signedUpAt)) : now;
  const isLead = random() < 0.06;
  const hasApp = random() < 0.55;
  const active = Math.max(0, activeUntil - Math.max(signedUpAt, now - HISTORY)) / HISTORY;
  return {
    signedUpAt,
    activeUntil,
    weight: Math.exp(1.2 * normal(random)) * (isLead ? 0.3 : 1) * active ** 0.8,
    isLead,
    hasApp,
    emailOptIn: random() < 0.62,
    plan: isLead ? 'free' : pickWeighted(random, PLAN_WEIGHTS),
    device: hasApp ? (random() < 0.45 ? 'ios' : 'android') : 'web',
    favourite: Math.floor(CATEGORIES.length * random() ** 1.5),
  };
}
