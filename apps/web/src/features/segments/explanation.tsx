import { VisuallyHidden } from '@mantine/core';
import type { Evidence, explainSegmentPerson, ReplyOf } from '@satsuma/contracts';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatInstant, formatNumber, plural } from '../../lib/format.ts';
import { useTimeZone } from '../../lib/session.ts';
import { valueWords } from '../../lib/value-words.ts';
import classes from './explanation.module.css';

type Conditions = ReplyOf<typeof explainSegmentPerson>['conditions'];

/** Every condition with whether it holds, and what it looked at. */
export function Explanation({ conditions }: { readonly conditions: Conditions }): ReactNode {
  return (
    <ul className={classes.list}>
      {conditions.map(({ path, sentence, holds, evidence }) => (
        <li key={path} className={classes.condition} data-holds={holds} style={{ '--depth': depthOf(path) }}>
          <span className={classes.sign} aria-hidden="true">
            {holds ? <IconCheck size={14} stroke={2.5} /> : <IconX size={14} stroke={2.5} />}
          </span>
          <div className={classes.words}>
            <VisuallyHidden>{holds ? 'Holds: ' : 'Does not hold: '}</VisuallyHidden>
            {sentence}
            <EvidenceWords evidence={evidence} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** How many groups a condition stands in, below the root. */
const depthOf = (path: string): number => Math.max(0, path.split('/conditions/').length - 2);

const SHOWN_EVENTS = 3;

function EvidenceWords({ evidence }: { readonly evidence: Evidence }): ReactNode {
  const timeZone = useTimeZone();
  const lines: string[] = [];
  if ('value' in evidence) lines.push(`Value: ${valueWords(evidence.value, timeZone)}`);
  if (evidence.count !== undefined) lines.push(`Found ${plural(evidence.count, 'event', 'events')}`);
  if (evidence.measure !== undefined) {
    lines.push(`Measured ${evidence.measure === null ? 'nothing' : formatNumber(evidence.measure)}`);
  }
  const newest = evidence.newest?.slice(0, SHOWN_EVENTS) ?? [];
  if (lines.length === 0 && newest.length === 0) return null;
  return (
    <div className={classes.evidence}>
      {lines.join(' · ')}
      {newest.length > 0 && (
        <ul className={classes.events}>
          {newest.map(({ id, occurredAt, properties }) => (
            <li key={id}>
              {formatInstant(occurredAt, timeZone)}
              {Object.keys(properties).length > 0 && `: ${valueWords(properties, timeZone)}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
