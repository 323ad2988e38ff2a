import {
  between,
  normal,
  pick,
  pickSkewed,
  pickWeighted,
  randomFrom,
  wholeBetween,
  type Random,
} from '../random.ts';
import { DAY, shopTraits, type ShopSize, type ShopTraits } from './traits.ts';
import {
  CATEGORIES,
  COMPANIES,
  FAMILIES,
  INTERESTS,
  MAKES,
  MEN,
  PLACES,
  STORES,
  WOMEN,
} from './vocabulary.ts';

/** What a person did, in figures. Instants are epoch milliseconds, 0 for never. */
export interface Totals {
  readonly orders: number;
  readonly spent: number;
  readonly refunded: number;
  readonly visits: number;
  readonly lastOrderAt: number;
  readonly lastSeenAt: number;
}

/** A person in the form in which the API takes one, and the two instants that it gives. */
export interface ShopPerson {
  readonly externalId: string;
  readonly type: 'customer' | 'lead';
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly tags: readonly string[];
  /** Undefined is what is not known of the person. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const cents = (value: number): number => Math.round(value * 100) / 100;
const known = (chance: number, random: Random, value: unknown): unknown =>
  random() < chance ? value : undefined;

export const externalIdOf = ({ seed }: ShopSize, number: number): string =>
  `c${seed === 1 ? '' : seed}-${1000 + number}`;

/** The person with a number. */
export function shopPerson(size: ShopSize, number: number, totals: Totals): ShopPerson {
  const { seed, now } = size;
  const traits = shopTraits(size, number);
  const random = randomFrom(seed, number, 23);
  const gender = pickWeighted(random, GENDERS);
  const firstName = pick(random, gender === 'female' ? WOMEN : gender === 'male' ? MEN : ALL_NAMES);
  const lastName = pickSkewed(random, FAMILIES);
  const home = pickSkewed(random, PLACES);
  return {
    externalId: externalIdOf(size, number),
    type: traits.isLead ? 'lead' : 'customer',
    email: random() < 0.93 ? emailOf(size, number, firstName, lastName) : undefined,
    phone: random() < 0.4 ? `+3859${String(seed % 1000)}${String(1_000_000 + number)}` : undefined,
    tags: random() < 0.08 ? [pickWeighted(random, TAGS)] : [],
    createdAt: traits.signedUpAt,
    updatedAt: Math.max(traits.signedUpAt, totals.lastSeenAt),
    attributes: {
      firstName,
      lastName,
      gender: known(0.9, random, gender),
      birthDate: known(0.85, random, day(now - between(random, 18, 80) * 365.25 * DAY)),
      city: known(0.96, random, home.city),
      country: home.country,
      preferredLanguage: home.language,
      plan: traits.plan,
      emailOptIn: known(0.95, random, traits.emailOptIn),
      smsOptIn: known(0.7, random, random() < 0.35),
      isStaff: random() < 0.004 ? true : undefined,
      signedUpAt: new Date(traits.signedUpAt).toISOString(),
      ...orderAttributes(random, totals, now),
      ...planAttributes(random, traits.plan, now),
      ...tasteAttributes(random, traits.favourite, totals),
      ...sourceAttributes(random, size, number),
      ...deviceAttributes(random, traits),
      ...privateAttributes(random, now),
    },
  };
}

const ALL_NAMES = [...WOMEN, ...MEN];
const GENDERS = [
  ['female', 50],
  ['male', 48],
  ['other', 2],
] as const;
const TAGS = [
  ['VIP', 3],
  ['wholesale', 2],
  ['beta', 1],
] as const;

function emailOf({ seed }: ShopSize, number: number, firstName: string, lastName: string): string {
  const slug = `${firstName}.${lastName}`.normalize('NFD').replace(/[^A-Za-z.]/g, '');
  return `${slug}.${number}@${seed === 1 ? '' : `s${seed}.`}example.com`.toLowerCase();
}

function orderAttributes(
  random: Random,
  { orders, spent, refunded, lastOrderAt, lastSeenAt }: Totals,
  now: number,
): Record<string, unknown> {
  const value = cents(spent - refunded);
  const silent = lastSeenAt === 0 ? 1 : 1 - Math.exp((lastSeenAt - now) / (90 * DAY));
  return {
    loyaltyTier: value >= 1500 ? 'platinum' : value >= 600 ? 'gold' : value >= 150 ? 'silver' : 'bronze',
    loyaltyPoints: Math.max(0, Math.floor(value * between(random, 0.4, 1))),
    orderCount: orders,
    lifetimeValue: orders > 0 ? value : undefined,
    averageOrderValue: orders > 0 ? cents(spent / orders) : undefined,
    lastPurchaseAt: lastOrderAt > 0 ? new Date(lastOrderAt).toISOString() : undefined,
    churnRisk: known(0.9, random, cents(Math.min(0.99, Math.max(0.01, silent + 0.1 * normal(random))))),
  };
}

function planAttributes(random: Random, plan: string, now: number): Record<string, unknown> {
  const paid = plan !== 'free';
  return {
    contractEndsOn: paid ? day(now + between(random, -30, 365) * DAY) : undefined,
    trialEndsOn: random() < 0.05 ? day(now + between(random, -20, 14) * DAY) : undefined,
    companyName: plan === 'business' ? pick(random, COMPANIES) : undefined,
    companySize: plan === 'business' ? Math.round(Math.exp(between(random, 1, 7))) : undefined,
    creditBalance: random() < 0.07 ? cents(between(random, 5, 120)) : undefined,
  };
}

function tasteAttributes(random: Random, favourite: number, { visits }: Totals): Record<string, unknown> {
  const interests = new Set<string>();
  for (let left = wholeBetween(random, 0, 4); left > 0; left -= 1)
    interests.add(pickSkewed(random, INTERESTS));
  return {
    favouriteCategory: known(0.6, random, CATEGORIES[favourite]),
    shoeSize: known(0.3, random, Math.round(between(random, 36, 47) * 2) / 2),
    interests: interests.size > 0 ? [...interests] : undefined,
    npsScore: known(0.25, random, Math.min(10, Math.max(0, Math.round(7.5 + 2 * normal(random))))),
    storeVisits: visits > 0 ? visits : undefined,
    homeStore: visits > 0 ? pickSkewed(random, STORES) : undefined,
  };
}

const CHANNELS = [
  ['organic', 34],
  ['paid_search', 22],
  ['social', 18],
  ['referral', 12],
  ['affiliate', 8],
  ['store', 6],
] as const;

function sourceAttributes(random: Random, size: ShopSize, number: number): Record<string, unknown> {
  const channel = pickWeighted(random, CHANNELS);
  const invited = channel === 'referral' && number > 0;
  return {
    acquisitionChannel: channel,
    referrer: invited ? externalIdOf(size, Math.floor(random() * number)) : undefined,
  };
}

function deviceAttributes(random: Random, { hasApp, device }: ShopTraits): Record<string, unknown> {
  const version = `${wholeBetween(random, 3, 5)}.${wholeBetween(random, 0, 9)}.${wholeBetween(random, 0, 3)}`;
  return {
    hasApp,
    pushEnabled: hasApp ? random() < 0.6 : undefined,
    deviceType: device,
    appVersion: hasApp ? version : undefined,
  };
}

function privateAttributes(random: Random, now: number): Record<string, unknown> {
  return {
    nationalId: random() < 0.1 ? String(wholeBetween(random, 10_000_000, 99_999_999)) : undefined,
    healthNote: random() < 0.01 ? 'Pollen allergy' : undefined,
    children: random() < 0.2 ? childrenOf(random, now) : undefined,
    vehicles: random() < 0.15 ? [vehicleOf(random)] : undefined,
  };
}

const childrenOf = (random: Random, now: number) =>
  Array.from({ length: wholeBetween(random, 1, 3) }, () => ({
    name: pick(random, ALL_NAMES),
    birthDate: day(now - between(random, 0, 18) * 365.25 * DAY),
  }));

const vehicleOf = (random: Random) => ({
  make: pickSkewed(random, MAKES),
  year: wholeBetween(random, 2005, 2026),
  electric: random() < 0.15,
});
