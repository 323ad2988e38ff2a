import { plural } from '../../lib/format.ts';

/** How many running journeys a segment is used by, in words. */
export const usageWords = (journeys: number): string =>
  journeys === 0 ? 'Not used' : `In ${plural(journeys, 'journey', 'journeys')}`;
