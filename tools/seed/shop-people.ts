import {
  between,
  normal,
  pick,
  pickSkewed,
  pickWeighted,
  randomFrom,
  wholeBetween,
  type Random,
} from './random.ts';

const DAY = 86_400_000;

interface Place {
  readonly city: string;
  readonly country: string;
  readonly language: string;
}

const place = (city: string, country: string, language: string): Place => ({ city, country, language });

/** Biggest first: places are drawn with a skew. */
const PLACES: readonly Place[] = [
  place('Zagreb', 'HR', 'hr'),
  place('Berlin', 'DE', 'de'),
  place('Vienna', 'AT', 'de'),
  place('London', 'GB', 'en'),
  place('Split', 'HR', 'hr'),
  place('Paris', 'FR', 'fr'),
  place('Munich', 'DE', 'de'),
  place('Hamburg', 'DE', 'de'),
  place('Ljubljana', 'SI', 'sl'),
  place('Rijeka', 'HR', 'hr'),
  place('Madrid', 'ES', 'es'),
  place('Milan', 'IT', 'it'),
  place('Rome', 'IT', 'it'),
  place('Graz', 'AT', 'de'),
  place('Manchester', 'GB', 'en'),
  place('Barcelona', 'ES', 'es'),
  place('Lyon', 'FR', 'fr'),
  place('Dublin', 'IE', 'en'),
  place('New York', 'US', 'en'),
  place('Toronto', 'CA', 'en'),
];

const WOMEN = [
  'Ana',
  'Mia',
  'Emma',
  'Sofia',
  'Lucija',
  'Marie',
  'Laura',
  'Hannah',
  'Élise',
  'Julia',
  'Nina',
  'Petra',
  'Chloé',
  'Sara',
];
const MEN = [
  'Luka',
  'Ivan',
  'Noah',
  'Leon',
  'Marko',
  'Jan',
  'Tomás',
  'Oliver',
  'Jürgen',
  'Pierre',
  'Matteo',
  'Felix',
  'David',
  'Karlo',
];
const FAMILIES = [
  'Horvat',
  'Müller',
  'Kovač',
  'Smith',
  'Novak',
  'Schmidt',
  'Babić',
  'Martin',
  'García',
  'Rossi',
  'Weber',
  'Jurić',
  'Brown',
  'Dubois',
  'Krajnc',
  "O'Brien",
  'Marić',
  'Wagner',
  'Silva',
  'Fischer',
  'Perić',
  'Moreau',
  'Bianchi',
  'Grgić',
];
const COMPANIES = [
  'Nordlicht',
  'Brodograd',
  'Kestrel Labs',
  'Alpenhof',
  'Mimosa Foods',
  'Urban Nine',
  'Pannonia Soft',
  'Quay & Sons',
];
export const CATEGORIES = ['shoes', 'bags', 'jackets', 'bikes', 'books', 'toys', 'garden', 'beauty'] as const;
export const STORES = [
  'Zagreb Centar',
  'Berlin Mitte',
  'Vienna Ring',
  'London Soho',
  'Paris Marais',
] as const;
const INTERESTS = ['running', 'cycling', 'hiking', 'cooking', 'gaming', 'yoga', 'travel', 'music'];
const MAKES = ['Volkswagen', 'Renault', 'Škoda', 'Tesla', 'Toyota', 'Fiat'];

/** Everything about a person that does not follow from their events. */
export interface ShopPerson {
  readonly externalId: string;
  readonly type: 'customer' | 'lead';
  readonly email: string | null;
  readonly phone: string | null;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly signedUpAt: number;
  /** When the person lost interest; `now` for those who are still around. */
  readonly activeUntil: number;
  /** Share of the events that fall to this person, 1 on average. */
  readonly weight: number;
  readonly hasApp: boolean;
  readonly emailOptIn: boolean;
  readonly device: 'ios' | 'android' | 'web';
  readonly favourite: number;
  readonly plan: string;
}

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const cents = (value: number): number => Math.round(value * 100) / 100;
/** Keys whose value is undefined are what is not known of the person. */
const known = (chance: number, random: Random, value: unknown): unknown =>
  random() < chance ? value : undefined;

/** The person with a number: the same for the same seed and clock, whatever else is generated. */
export function shopPerson(seed: number, number: number, now: number): ShopPerson {
  const random = randomFrom(seed, number, 17);
  const gender = pickWeighted(random, [
    ['female', 50],
    ['male', 48],
    ['other', 2],
  ] as const);
  const firstName = pick(random, gender === 'female' ? WOMEN : gender === 'male' ? MEN : [...WOMEN, ...MEN]);
  const lastName = pickSkewed(random, FAMILIES);
  const home = pickSkewed(random, PLACES);
  const hasApp = random() < 0.55;
  const plan = pickWeighted(random, [
    ['free', 70],
    ['starter', 15],
    ['pro', 11],
    ['business', 4],
  ] as const);
  const signedUpAt = Math.floor(now - 5 * 365 * DAY * random() ** 1.4 - 3_600_000);
  const activeUntil = random() < 0.35 ? Math.floor(between(random, signedUpAt, now)) : now;
  const device = hasApp ? (random() < 0.45 ? 'ios' : 'android') : 'web';
  const favourite = Math.floor(CATEGORIES.length * random() ** 1.5);
  const emailOptIn = random() < 0.62;
  const isLead = random() < 0.06;
  const slug = `${firstName}.${lastName}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return {
    externalId: `c-${1000 + number}`,
    type: isLead ? 'lead' : 'customer',
    email: random() < 0.93 ? `${slug}.${number}@example.com` : null,
    phone: random() < 0.4 ? `+38591${String(1_000_000 + number)}` : null,
    tags:
      random() < 0.08
        ? [
            pickWeighted(random, [
              ['VIP', 3],
              ['wholesale', 2],
              ['beta', 1],
            ] as const),
          ]
        : [],
    signedUpAt,
    activeUntil,
    weight: Math.exp(1.2 * normal(random) - 0.72) * (isLead ? 0.3 : 1),
    hasApp,
    emailOptIn,
    device,
    favourite,
    plan,
    attributes: {
      firstName,
      lastName,
      gender: known(0.9, random, gender),
      birthDate: known(0.85, random, day(now - between(random, 18, 80) * 365.25 * DAY)),
      city: known(0.96, random, home.city),
      country: home.country,
      preferredLanguage: home.language,
      plan,
      emailOptIn: known(0.95, random, emailOptIn),
      smsOptIn: known(0.7, random, random() < 0.35),
      pushEnabled: hasApp ? random() < 0.6 : undefined,
      hasApp,
      isStaff: random() < 0.004 ? true : undefined,
      signedUpAt: new Date(signedUpAt).toISOString(),
      ...planAttributes(random, plan, now),
      ...tasteAttributes(random, favourite),
      ...sourceAttributes(random, number),
      ...deviceAttributes(random, hasApp, device),
      ...privateAttributes(random, now),
    },
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

function tasteAttributes(random: Random, favourite: number): Record<string, unknown> {
  const count = wholeBetween(random, 0, 4);
  const interests = new Set(Array.from({ length: count }, () => pickSkewed(random, INTERESTS)));
  return {
    favouriteCategory: known(0.6, random, CATEGORIES[favourite]),
    shoeSize: known(0.3, random, Math.round(between(random, 36, 47) * 2) / 2),
    interests: interests.size > 0 ? [...interests] : undefined,
    npsScore: known(0.25, random, Math.min(10, Math.max(0, Math.round(7.5 + 2 * normal(random))))),
  };
}

function sourceAttributes(random: Random, number: number): Record<string, unknown> {
  const channels = [
    ['organic', 34],
    ['paid_search', 22],
    ['social', 18],
    ['referral', 12],
    ['affiliate', 8],
    ['store', 6],
  ] as const;
  const channel = pickWeighted(random, channels);
  const invited = channel === 'referral' && number > 0;
  return {
    acquisitionChannel: channel,
    referrer: invited ? `c-${1000 + Math.floor(random() * number)}` : undefined,
  };
}

function deviceAttributes(random: Random, hasApp: boolean, device: string): Record<string, unknown> {
  const version = `${wholeBetween(random, 3, 5)}.${wholeBetween(random, 0, 9)}.${wholeBetween(random, 0, 3)}`;
  const visits = random() < 0.2 ? 1 + Math.floor(12 * random() ** 2) : undefined;
  return {
    deviceType: device,
    appVersion: hasApp ? version : undefined,
    storeVisits: visits,
    homeStore: visits === undefined ? undefined : pickSkewed(random, STORES),
  };
}

function privateAttributes(random: Random, now: number): Record<string, unknown> {
  const children = Array.from({ length: wholeBetween(random, 1, 3) }, () => ({
    name: pick(random, [...WOMEN, ...MEN]),
    birthDate: day(now - between(random, 0, 18) * 365.25 * DAY),
  }));
  const vehicle = {
    make: pickSkewed(random, MAKES),
    year: wholeBetween(random, 2005, 2026),
    electric: random() < 0.15,
  };
  return {
    nationalId: random() < 0.1 ? String(wholeBetween(random, 10_000_000, 99_999_999)) : undefined,
    healthNote: random() < 0.01 ? 'Pollen allergy' : undefined,
    children: random() < 0.2 ? children : undefined,
    vehicles: random() < 0.15 ? [vehicle] : undefined,
  };
}
