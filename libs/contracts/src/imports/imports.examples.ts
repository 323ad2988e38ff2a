/** The mapping of a file of customers, as the documentation shows it. */
export const mapping = {
  format: 'csv',
  columns: {
    customer: { to: 'externalId' },
    mail: { to: 'email' },
    city: { to: 'attribute', type: 'text' },
  },
} as const;

export const running = {
  id: 7,
  kind: 'persons',
  fileName: 'customers.csv',
  mapping,
  status: 'running',
  progress: { bytes: 65_536, bytesTotal: 1_048_576, rows: 800 },
  results: { created: 790, updated: 8, unchanged: 0, accepted: 0, duplicates: 0, failed: 2 },
  failure: null,
  createdAt: '2026-03-01T09:30:00.000Z',
  finishedAt: null,
} as const;

export const cancelled = { ...running, status: 'cancelled', finishedAt: '2026-03-01T09:31:00.000Z' } as const;
