/** A rule, and the segment made of it, as the documentation shows them. */
export const rule = {
  match: 'all',
  conditions: [
    { kind: 'attribute', attribute: 'city', operator: 'is_any_of', values: ['Zagreb', 'Split'] },
    {
      kind: 'event',
      event: 'purchase',
      count: { operator: 'at_least', value: 2 },
      window: { kind: 'last', amount: 60, unit: 'day' },
    },
  ],
} as const;

export const sentences = [
  'City is Zagreb or Split',
  'Purchase happened at least 2 times in the last 60 days',
] as const;

export const coast = {
  id: 12,
  name: 'Fans of the coast',
  description: '',
  rule: { version: 1, ...rule },
  sentences,
  origin: 'user',
  status: 'ready',
  progress: null,
  failure: null,
  size: 1834,
  usedByJourneys: 0,
  version: 1,
  ruleVersion: 1,
  createdAt: '2026-03-01T09:30:00.000Z',
  updatedAt: '2026-03-01T09:30:00.000Z',
  createdBy: { id: 1, name: 'owner@satsuma.local' },
  updatedBy: { id: 1, name: 'owner@satsuma.local' },
} as const;

export const building = {
  ...coast,
  status: 'building',
  progress: { done: 0, total: 4 },
  size: 0,
} as const;

export const explanation = {
  member: true,
  since: '2026-03-01T09:30:00.000Z',
  conditions: [
    { path: '/conditions/0', sentence: sentences[0], holds: true, evidence: { value: 'Zagreb' } },
    {
      path: '/conditions/1',
      sentence: sentences[1],
      holds: true,
      evidence: {
        count: 2,
        newest: [
          {
            id: 50_001,
            occurredAt: '2026-03-01T09:30:00.000Z',
            properties: { total: 59.9, category: 'shoes' },
          },
        ],
      },
    },
  ],
} as const;
