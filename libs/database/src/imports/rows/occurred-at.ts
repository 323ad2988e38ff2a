import { formatInstant, isDay, localInstant, parseInstant } from '@satsuma/segment-engine';

const LOCAL = /^(\d{4}-\d{2}-\d{2})[ Tt](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?([Zz]|[+-]\d{2}:?\d{2})?$/;

/** Days repeat in files of events; their instants are worth keeping for a while. */
const KEPT_DAYS = 10_000;

/**
 * Reads moments of events: instants with an offset as they are, days and times without one as clocks in the zone show them,
 * a day as its first instant. Returns RFC 3339 in UTC; null when the text is no moment.
 */
export function momentReader(timeZone: string): (text: string) => string | null {
  const days = new Map<string, string>();
  return (text) => {
    const moment = text.trim();
    if (isDay(moment)) {
      const known = days.get(moment);
      if (known !== undefined) return known;
      const read = inUtc(localInstant(`${moment}T00:00:00`, timeZone));
      if (days.size >= KEPT_DAYS) days.clear();
      if (read !== null) days.set(moment, read);
      return read;
    }
    return readTime(moment, timeZone);
  };
}

function readTime(moment: string, timeZone: string): string | null {
  const match = LOCAL.exec(moment);
  if (match === null) return null;
  const [, day = '', minutes = '', seconds = ':00', offset] = match;
  const local = `${day}T${minutes}${seconds}`;
  // Read as UTC first: it tells whether there is such a day and such a time.
  if (parseInstant(`${local}Z`) === null) return null;
  if (offset === undefined) return inUtc(localInstant(local, timeZone));
  const spelled = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  return inUtc(parseInstant(local + spelled));
}

const inUtc = (instant: number | null): string | null => (instant === null ? null : formatInstant(instant));
