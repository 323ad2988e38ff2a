import { Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { Member, Segment } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { personName } from '../../lib/person-name.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Failure } from '../../ui/states.tsx';
import { Explanation } from './explanation.tsx';
import { explanationQuery } from './segments.queries.ts';

interface WhyDrawerProps {
  readonly segment: Segment;
  /** Whose membership is explained; undefined keeps the drawer shut. */
  readonly personId: number | undefined;
  /** The person when the list at hand has them. */
  readonly person: Member | undefined;
  readonly onClose: () => void;
}

/** Why a person is or is not in a segment, condition by condition. */
export function WhyDrawer({ segment, personId, person, onClose }: WhyDrawerProps): ReactNode {
  const name = person === undefined ? `Person ${personId ?? ''}` : personName(person);
  return (
    <Drawer opened={personId !== undefined} onClose={onClose} position="right" size="md" title={name}>
      {personId !== undefined && <Why segmentId={segment.id} personId={personId} name={name} />}
    </Drawer>
  );
}

interface WhyProps {
  readonly segmentId: number;
  readonly personId: number;
  readonly name: string;
}

function Why({ segmentId, personId, name }: WhyProps): ReactNode {
  const query = useQuery(explanationQuery(String(segmentId), String(personId)));
  if (query.isError) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} what="the explanation" />;
  }
  if (query.data === undefined) {
    return (
      <Stack role="status" aria-label="Loading">
        <Skeleton height={20} width="60%" />
        <Skeleton height={72} />
        <Skeleton height={72} />
      </Stack>
    );
  }
  const { member, since, conditions } = query.data;
  return (
    <Stack gap="lg">
      <Text>
        {member ? (
          <>
            {name} is in this segment{' '}
            {since !== undefined && (
              <>
                since <Moment at={since} as="instant" />
              </>
            )}
            .
          </>
        ) : (
          <>{name} is not in this segment now.</>
        )}
      </Text>
      <Explanation conditions={conditions} />
      <Group>
        <ButtonLink to="/people/$id" params={{ id: String(personId) }} variant="default">
          Open person
        </ButtonLink>
      </Group>
    </Stack>
  );
}
