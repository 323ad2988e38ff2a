import { isDay, parseInstant } from '@satsuma/segment-engine';

export interface LocalTime {
  readonly day: string;
  /** `HH:MM`, or `HH:MM:SS` when there are seconds; null for a bare day. */
  readonly time: string | null;
}

/** What the clocks of a zone show at an instant; a bare day stays one. */
export function localOf(text: string, timeZone: string): LocalTime {
  const instant = isDay(text) ? null : parseInstant(text);
  if (instant === null) return { day: text, time: null };
  const { day, time } = clock(instant, timeZone);
  return { day, time: time.endsWith(':00') ? time.slice(0, 5) : time };
}

/**
 * The instant, RFC 3339 in UTC, at which the clocks of a zone show a day and a time. A time that a clock change leaves out
 * is the one after the change; one that comes twice is the first.
 */
export function instantAt(day: string, time: string, timeZone: string): string {
  const shown = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
  const candidates = [-24, 24].map((hours) => shown - offsetAt(shown + hours * 3_600_000, timeZone));
  const exact = candidates.filter((instant) => instant + offsetAt(instant, timeZone) === shown);
  const instant = exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
  return new Date(instant).toISOString();
}

/** Milliseconds that the clocks of a zone are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const { day, time } = clock(instant, timeZone);
  return Date.parse(`${day}T${time}Z`) - Math.floor(instant / 1000) * 1000;
}

function clock(instant: number, timeZone: string): { readonly day: string; readonly time: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    day: `${String(part['year']).padStart(4, '0')}-${part['month']}-${part['day']}`,
    time: `${part['hour']}:${part['minute']}:${part['second']}`,
  };
}
