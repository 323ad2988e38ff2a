import { EVENT_OF_MOBILE_USE } from './standard-catalog.ts';

interface PredefinedSegment {
  readonly name: string;
  readonly description: string;
  readonly rule: unknown;
}

const launched = (count: object, window?: object) => ({
  kind: 'event',
  event: EVENT_OF_MOBILE_USE,
  count,
  ...(window === undefined ? {} : { window }),
});
const lately = { kind: 'last', amount: 30, unit: 'day' };

/** Segments that every workspace has from the start and nobody can change (SPEC §5). */
export const PREDEFINED_SEGMENTS: readonly PredefinedSegment[] = [
  {
    name: 'Active mobile users',
    description: 'People who opened the app at least once in the last 30 days.',
    rule: { match: 'all', conditions: [launched({ operator: 'at_least', value: 1 }, lately)] },
  },
  {
    name: 'Inactive mobile users',
    description: 'People who opened the app before, but not in the last 30 days.',
    rule: {
      match: 'all',
      conditions: [
        launched({ operator: 'at_least', value: 1 }),
        launched({ operator: 'exactly', value: 0 }, lately),
      ],
    },
  },
];
