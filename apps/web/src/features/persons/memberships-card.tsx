import { Skeleton, Text } from '@mantine/core';
import type { Person } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { TextLink } from '../../ui/button-link.tsx';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Failure } from '../../ui/states.tsx';
import classes from './memberships-card.module.css';
import { personSegmentsQuery } from './persons.queries.ts';

/** The segments a person is in, and since when. */
export function MembershipsCard({ person }: { readonly person: Person }): ReactNode {
  return (
    <Card title="Segments">
      <Memberships person={person} />
    </Card>
  );
}

function Memberships({ person }: { readonly person: Person }): ReactNode {
  const query = useQuery(personSegmentsQuery(String(person.id)));
  if (query.isError) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} what="the segments" />;
  }
  if (query.data === undefined) return <Skeleton height={48} />;
  if (query.data.data.length === 0) return <Text c="dimmed">In no segment now.</Text>;
  return (
    <ul className={classes.list}>
      {query.data.data.map(({ id, name, since }) => (
        <li key={id} className={classes.line}>
          <TextLink to="/segments/$id" params={{ id: String(id) }} search={{ person: person.id }}>
            {name}
          </TextLink>
          <Text size="sm" c="dimmed" component="span">
            since <Moment at={since} as="day" />
          </Text>
        </li>
      ))}
    </ul>
  );
}
