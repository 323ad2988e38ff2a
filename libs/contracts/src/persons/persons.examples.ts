/** People as the documentation shows them. */
export const ana = {
  id: 1001,
  externalId: 'c-1001',
  type: 'customer',
  emails: ['ana@example.com'],
  phones: ['+385911234567'],
  tags: ['newsletter'],
  attributes: { firstName: 'Ana', city: 'Zagreb', loyaltyPoints: 120 },
  createdAt: '2026-01-10T08:00:00.000Z',
  updatedAt: '2026-03-01T09:30:00.000Z',
  lastSeenAt: '2026-03-01T09:30:00.000Z',
} as const;

export const purchase = {
  id: 50_001,
  name: 'purchase',
  occurredAt: '2026-03-01T09:30:00.000Z',
  properties: { total: 59.9, currency: 'EUR', category: 'shoes' },
} as const;
