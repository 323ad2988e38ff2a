import { Button, Select, Skeleton, Stack, Text } from '@mantine/core';
import type { Person, TimelineEvent } from '@satsuma/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconTimelineEvent } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { allEventsQuery } from '../../lib/catalog.ts';
import { useTimeZone } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { Failure, Notice } from '../../ui/states.tsx';
import { groupByDay } from './group-by-day.ts';
import { timelineQuery } from './persons.queries.ts';
import { TimelineEntry } from './timeline-entry.tsx';
import classes from './timeline.module.css';

const route = getRouteApi('/member/people/$id');

/** What a person did, newest first. */
export function Timeline({ person }: { readonly person: Person }): ReactNode {
  const { event } = route.useSearch();
  return (
    <Card title="Timeline" actions={<EventFilter />}>
      <Events personId={String(person.id)} name={event} />
    </Card>
  );
}

function EventFilter(): ReactNode {
  const { event } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: definitions = [] } = useQuery(allEventsQuery);
  const options = definitions.map(({ name, label }) => ({ value: name, label: label || name }));
  if (event !== undefined && !options.some(({ value }) => value === event)) {
    options.push({ value: event, label: event });
  }
  return (
    <Select
      size="xs"
      aria-label="Show only one event"
      placeholder="All events"
      clearable
      searchable
      data={options}
      value={event ?? null}
      onChange={(name) =>
        void navigate({ search: (now) => ({ ...now, event: name ?? undefined }), replace: true })
      }
    />
  );
}

interface EventsProps {
  readonly personId: string;
  readonly name: string | undefined;
}

function Events({ personId, name }: EventsProps): ReactNode {
  const timeZone = useTimeZone();
  const query = useInfiniteQuery(timelineQuery(personId, name));
  const definitions = useQuery(allEventsQuery);
  if (query.isError && query.data === undefined) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} what="the timeline" />;
  }
  if (query.data === undefined || definitions.isPending) return <TimelineLoading />;
  const events: readonly TimelineEvent[] = query.data.pages.flatMap(({ data }) => data);
  if (events.length === 0) {
    return (
      <Notice icon={<IconTimelineEvent />} title={name === undefined ? 'No events yet' : 'No such event'}>
        {name === undefined
          ? 'What this person does shows up here as soon as it is sent or imported.'
          : 'This person has no event of that name.'}
      </Notice>
    );
  }
  return (
    <>
      {groupByDay(events, timeZone).map(({ day, events }) => (
        <section key={day} aria-label={day}>
          <Text component="h3" size="sm" fw={600} className={classes.day}>
            {day}
          </Text>
          <ol className={classes.events}>
            {events.map((event) => (
              <TimelineEntry key={event.id} event={event} />
            ))}
          </ol>
        </section>
      ))}
      {query.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </>
  );
}

function TimelineLoading(): ReactNode {
  return (
    <Stack gap="lg" role="status" aria-label="Loading">
      {Array.from({ length: 5 }, (_, index) => (
        <Skeleton key={index} height={40} />
      ))}
    </Stack>
  );
}
