import { Tooltip } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { formatInstant, formatInstantDay, formatSpan } from '../lib/format.ts';
import { useTimeZone } from '../lib/session.ts';

interface MomentProps {
  /** RFC 3339; null shows a dash. */
  readonly at: string | null;
  /** `span`: “3 hours ago”; `day`; `instant`: day and time. */
  readonly as?: 'span' | 'day' | 'instant';
}

const MINUTE_MS = 60_000;

/** An instant as the workspace's clock shows it; the exact time and zone appear on hover and focus. */
export function Moment({ at, as = 'span' }: MomentProps): ReactNode {
  const timeZone = useTimeZone();
  const now = useMinute(as === 'span');
  if (at === null) return <span>–</span>;
  const exact = `${formatInstant(at, timeZone)} (${timeZone})`;
  const text =
    as === 'span'
      ? formatSpan(Date.parse(at), now)
      : as === 'day'
        ? formatInstantDay(at, timeZone)
        : formatInstant(at, timeZone);
  return (
    <Tooltip label={exact}>
      <time dateTime={at}>{text}</time>
    </Tooltip>
  );
}

/** The present in milliseconds, renewed every minute while `ticking`. */
function useMinute(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return undefined;
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
