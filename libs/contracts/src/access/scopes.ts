import { z } from 'zod';

export const SCOPES = [
  'persons:read',
  'persons:write',
  'events:write',
  'segments:read',
  'segments:write',
  'campaigns:read',
  'campaigns:write',
  'admin',
] as const;

export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;

/** True when a holder of `held` may do what `needed` guards: `:write` includes its `:read`, `admin` includes all. */
export function scopesAllow(held: readonly Scope[], needed: Scope): boolean {
  if (held.includes('admin') || held.includes(needed)) return true;
  return needed.endsWith(':read') && held.includes(needed.replace(':read', ':write') as Scope);
}
