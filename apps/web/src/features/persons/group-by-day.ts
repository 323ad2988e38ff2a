import type { TimelineEvent } from '@satsuma/contracts';
import { formatInstantDay } from '../../lib/format.ts';

export interface DayOfEvents {
  /** The local day in words. */
  readonly day: string;
  readonly events: readonly TimelineEvent[];
}

/** Cuts a timeline, newest first, where the local day changes. */
export function groupByDay(events: readonly TimelineEvent[], timeZone: string): readonly DayOfEvents[] {
  const days: { day: string; events: TimelineEvent[] }[] = [];
  for (const event of events) {
    const day = formatInstantDay(event.occurredAt, timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}
