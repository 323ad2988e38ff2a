import {
  createAttribute,
  createSegment,
  readSegment,
  trackEvents,
  upsertPersons,
  type Client,
  type Segment,
} from '@satsuma/contracts';

const FIRST_NAMES = ['Ana', 'Ivan', 'Maja', 'Luka', 'Sara', 'Petra', 'Marko', 'Elena'];
const LAST_NAMES = ['Horvat', 'Kovač', 'Babić', 'Marić', 'Novak', 'Jurić', 'Vuković'];
const CITIES = ['Zagreb', 'Split', 'Rijeka'];

export const PEOPLE = 60;
export const IN_ZAGREB = 20;
const BUILT_MS = 30_000;

/** Some people with attributes of every type, and what they bought. */
export async function plantOrchard(client: Client): Promise<void> {
  await client(createAttribute, {
    body: { name: 'iban', label: 'IBAN', type: 'text', sensitive: true, description: 'Account for refunds' },
  });
  await client(createAttribute, {
    body: { name: 'points', label: 'Loyalty points', type: 'decimal', synonyms: ['score'] },
  });
  await client(upsertPersons, { body: { persons: Array.from({ length: PEOPLE }, (_, n) => personOf(n)) } });
  await client(trackEvents, { body: { events: Array.from({ length: PEOPLE * 2 }, (_, n) => eventOf(n)) } });
}

function personOf(n: number): object {
  const firstName = FIRST_NAMES[n % FIRST_NAMES.length];
  return {
    externalId: `c-${1000 + n}`,
    email: `${firstName?.toLowerCase()}.${n}@example.com`,
    ...(n % 4 === 0 ? { phone: `+38591123${1000 + n}` } : {}),
    ...(n % 5 === 0 ? { type: 'lead' } : {}),
    tags: n % 2 === 0 ? ['newsletter', 'vip'] : [],
    attributes: {
      firstName,
      lastName: LAST_NAMES[n % LAST_NAMES.length],
      city: CITIES[n % CITIES.length],
      birthDate: `19${70 + (n % 30)}-05-17`,
      pushEnabled: n % 2 === 0,
      points: n * 12.5,
      lastOrderAt: new Date(Date.now() - n * 86_400_000).toISOString(),
      interests: ['shoes', 'bags'],
      children: [{ name: 'Mia', age: 4 }],
    },
  };
}

function eventOf(n: number): object {
  const name = n % 3 === 0 ? 'app_launched' : 'purchase';
  return {
    eventId: `e-${n}`,
    name,
    person: { externalId: `c-${1000 + (n % PEOPLE)}` },
    occurredAt: new Date(Date.now() - (n % 40) * 43_200_000 - 1000).toISOString(),
    ...(name === 'purchase'
      ? { properties: { total: 19.9 + n, category: n % 2 === 0 ? 'shoes' : 'bags' } }
      : {}),
  };
}

/** Makes a segment and waits until its people are known. */
export async function grownSegment(client: Client, name: string, rule: object): Promise<Segment> {
  const { id } = await client(createSegment, { body: { name, rule } });
  return builtSegment(client, id);
}

/** Waits until a segment is no longer being built. */
export async function builtSegment(client: Client, id: number): Promise<Segment> {
  const until = Date.now() + BUILT_MS;
  for (;;) {
    const segment = await client(readSegment, { params: { id: String(id) } });
    if (segment.status === 'ready') return segment;
    if (segment.status === 'failed' || Date.now() > until)
      throw new Error(`Segment ${id} is ${segment.status}.`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

export const zagrebRule = {
  match: 'all',
  conditions: [{ kind: 'attribute', attribute: 'city', operator: 'is', value: 'Zagreb' }],
};
