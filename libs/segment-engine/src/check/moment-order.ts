import { durationMs } from '../time/zone.ts';
import { isDay, parseInstant } from '../values/instant.ts';

/**
 * True when the first moment is after the second in every zone. Bare days compare with instants by the UTC day, give or take what
 * zones can shift: only a certain disorder is an error, whatever the zone of the workspace will be.
 */
export function isCertainlyAfter(from: string, to: string): boolean {
  const [fromDay, toDay] = [isDay(from), isDay(to)];
  if (fromDay && toDay) return from > to;
  const slack = fromDay || toDay ? durationMs(38, 'hour') : 0;
  return momentOf(from) > momentOf(to) + slack;
}

const momentOf = (text: string): number => parseInstant(isDay(text) ? `${text}T00:00:00Z` : text) ?? 0;
