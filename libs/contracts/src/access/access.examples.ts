/** A session and a key as the documentation shows them. */
export const session = {
  account: { id: 1, email: 'owner@satsuma.local' },
  workspace: { id: 1, name: 'Shop', timeZone: 'Europe/Zagreb' },
  role: 'owner',
  csrfToken: 'Zx3…',
} as const;

export const shopKey = {
  id: 3,
  name: 'Shop backend',
  scopes: ['persons:write', 'events:write'],
  prefix: 'satsuma_Zx3k',
  createdAt: '2026-03-01T09:30:00.000Z',
  lastUsedAt: null,
} as const;
