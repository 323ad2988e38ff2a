import type { Attribute, EventDefinition } from '@satsuma/contracts';
import { buildCatalog } from '../catalog/build-catalog.ts';

const attribute = (
  name: string,
  label: string,
  type: Attribute['type'],
  more: Partial<Attribute> = {},
): Attribute => ({
  name,
  label,
  type,
  description: '',
  synonyms: [],
  sensitive: false,
  origin: 'custom',
  ...more,
});

const property = (name: string, type: EventDefinition['properties'][number]['type']) => ({
  name,
  label: name,
  type,
  description: '',
  synonyms: [],
  sensitive: false,
});

const event = (name: string, label: string, properties: EventDefinition['properties']): EventDefinition => ({
  name,
  label,
  description: '',
  synonyms: [],
  properties,
});

/** A small catalog with an attribute of every type, as the API tells it. */
export const WIRE_CATALOG = {
  attributes: [
    attribute('city', 'City', 'text', { synonyms: ['town'] }),
    attribute('points', 'Loyalty points', 'integer', { description: 'Current balance' }),
    attribute('balance', 'Balance', 'decimal'),
    attribute('optIn', 'E-mail opt-in', 'boolean'),
    attribute('born', 'Birth date', 'date'),
    attribute('joined', 'Joined', 'datetime'),
    attribute('interests', 'Interests', 'list'),
    attribute('children', 'Children', 'objects', {
      fields: [
        { name: 'name', type: 'text' },
        { name: 'age', type: 'integer' },
      ],
    }),
  ],
  events: [
    event('purchase', 'Purchase', [property('total', 'decimal'), property('category', 'text')]),
    event('visit', 'Visit', [property('page', 'text')]),
  ],
  segments: [
    {
      id: 7,
      name: 'Regulars',
      rule: { match: 'all' as const, conditions: [{ kind: 'everyone' as const }] },
    },
  ],
};

export const SHOP = buildCatalog(WIRE_CATALOG);
