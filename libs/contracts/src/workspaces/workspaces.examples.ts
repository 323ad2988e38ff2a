/** A workspace as the documentation shows it. */
export const shop = {
  id: 1,
  name: 'Shop',
  timeZone: 'Europe/Zagreb',
  strict: false,
  createdAt: '2026-03-01T09:30:00.000Z',
} as const;
