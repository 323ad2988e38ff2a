import type { Scope } from '@satsuma/contracts';

/** What a scope allows, for people. */
export const SCOPE_WORDS: Record<Scope, string> = {
  'persons:read': 'Read people, their events and segments',
  'persons:write': 'Create, change and delete people, import files',
  'events:write': 'Send events',
  'segments:read': 'Read segments and the catalog',
  'segments:write': 'Create, change and delete segments',
  'campaigns:read': 'Read journeys and broadcasts',
  'campaigns:write': 'Create, change and run journeys and broadcasts',
  admin: 'Everything, settings and keys included',
};
