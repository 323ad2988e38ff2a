import { Alert, Group, Text } from '@mantine/core';
import type { Segment } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconAlertTriangle, IconArrowLeft, IconPencil } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { formatCount } from '../../lib/format.ts';
import { useMay } from '../../lib/session.ts';
import { ButtonLink, TextLink } from '../../ui/button-link.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { Failure, RowsLoading } from '../../ui/states.tsx';
import { BuildingNote } from './building-note.tsx';
import { Criteria } from './criteria.tsx';
import { DeleteSegmentDialog } from './delete-segment-dialog.tsx';
import { SegmentMenu } from './segment-actions.tsx';
import classes from './segment-page.module.css';
import { SegmentPersons } from './segment-persons.tsx';
import { PredefinedMark, SegmentStatus } from './segment-status.tsx';
import { usageWords } from './usage-words.ts';
import { segmentQuery } from './segments.queries.ts';

const route = getRouteApi('/member/segments/$id');

export function SegmentPage(): ReactNode {
  const { id } = route.useParams();
  const query = useQuery(segmentQuery(id));
  if (query.data !== undefined) return <LoadedSegment segment={query.data} />;
  return (
    <Page title="Segment" back={<BackToSegments />}>
      <Card>
        {query.isError ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} what="this segment" />
        ) : (
          <RowsLoading />
        )}
      </Card>
    </Page>
  );
}

const BackToSegments = (): ReactNode => (
  <TextLink to="/segments" size="sm" className={classes.back}>
    <IconArrowLeft size={16} aria-hidden="true" /> Segments
  </TextLink>
);

function LoadedSegment({ segment }: { readonly segment: Segment }): ReactNode {
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  return (
    <Page
      title={segment.name}
      lead={segment.description === '' ? undefined : segment.description}
      mark={segment.origin === 'predefined' ? <PredefinedMark /> : null}
      back={<BackToSegments />}
      actions={<Actions segment={segment} onDelete={() => setDeleting(true)} />}
    >
      {segment.status === 'building' && <BuildingNote segment={segment} />}
      {segment.status === 'failed' && <FailedNote segment={segment} />}
      <div className={classes.columns}>
        <div className={classes.side}>
          <Card title="Criteria">
            <Criteria segment={segment} />
          </Card>
          <Card>
            <Text c="dimmed" size="sm">
              Size
            </Text>
            <Text className={classes.size}>{formatCount(segment.size)}</Text>
            <SegmentFacts segment={segment} />
          </Card>
        </div>
        <SegmentPersons segment={segment} />
      </div>
      <DeleteSegmentDialog
        segment={deleting ? segment : null}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate({ to: '/segments' })}
      />
    </Page>
  );
}

interface ActionsProps {
  readonly segment: Segment;
  readonly onDelete: () => void;
}

function Actions({ segment, onDelete }: ActionsProps): ReactNode {
  const may = useMay();
  return (
    <Group gap="xs">
      {may.write && segment.origin === 'user' && (
        <ButtonLink
          to="/segments/$id/edit"
          params={{ id: String(segment.id) }}
          variant="default"
          leftSection={<IconPencil size={16} />}
        >
          Edit
        </ButtonLink>
      )}
      <SegmentMenu segment={segment} onDelete={onDelete} withPages={false} />
    </Group>
  );
}

function SegmentFacts({ segment }: { readonly segment: Segment }): ReactNode {
  const { createdBy, updatedBy, usedByJourneys } = segment;
  return (
    <Facts
      facts={[
        { label: 'Status', value: <SegmentStatus segment={segment} /> },
        {
          label: 'Currently used',
          value: usageWords(usedByJourneys),
        },
        {
          label: 'Created',
          value: (
            <>
              <Moment at={segment.createdAt} as="day" />
              {createdBy !== null && ` by ${createdBy.name}`}
            </>
          ),
        },
        {
          label: 'Updated',
          value: (
            <>
              <Moment at={segment.updatedAt} />
              {updatedBy !== null && ` by ${updatedBy.name}`}
            </>
          ),
        },
      ]}
    />
  );
}

function FailedNote({ segment }: { readonly segment: Segment }): ReactNode {
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title="The last build failed" role="alert">
      {segment.failure ?? 'The list of people could not be made.'} The people below are from the build before.
      Save the segment again to retry.
    </Alert>
  );
}
