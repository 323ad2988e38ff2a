import { Text } from '@mantine/core';
import type { EventDefinition, TimelineEvent } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { allEventsQuery } from '../../lib/catalog.ts';
import { formatTime } from '../../lib/format.ts';
import { useTimeZone } from '../../lib/session.ts';
import { valueWords } from '../../lib/value-words.ts';
import classes from './timeline.module.css';

/** One event: its name, its time and what it carries. */
export function TimelineEntry({ event }: { readonly event: TimelineEvent }): ReactNode {
  const timeZone = useTimeZone();
  const { data: definitions } = useQuery(allEventsQuery);
  const definition = definitions?.find(({ name }) => name === event.name);
  const properties = Object.entries(event.properties);
  return (
    <li className={classes.event}>
      <div className={classes.line}>
        <Text fw={550} component="span">
          {definition?.label || event.name}
        </Text>
        <Text size="sm" c="dimmed" component="span" className="tabular">
          <time dateTime={event.occurredAt}>{formatTime(event.occurredAt, timeZone)}</time>
        </Text>
      </div>
      {properties.length > 0 && (
        <dl className={classes.properties}>
          {properties.map(([name, value]) => (
            <div key={name} className={classes.property}>
              <dt>{labelOf(definition, name)}</dt>
              <dd>{valueWords(value, timeZone)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

const labelOf = (definition: EventDefinition | undefined, name: string): string =>
  definition?.properties.find((property) => property.name === name)?.label || name;
