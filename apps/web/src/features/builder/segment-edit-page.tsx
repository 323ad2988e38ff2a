import { Button } from '@mantine/core';
import { duplicateSegment, readSegment, type Segment } from '@satsuma/contracts';
import { IconCopy, IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api } from '../../lib/api.ts';
import { useMay } from '../../lib/session.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Notice, RowsLoading } from '../../ui/states.tsx';
import { complain } from '../../ui/toast.ts';
import { catalogQuery } from './catalog/catalog-query.ts';
import { NotAllowed } from './editor/not-allowed.tsx';
import { SegmentEditor } from './editor/segment-editor.tsx';

/** Changes a segment. */
export function SegmentEditPage(): ReactNode {
  const { id } = useParams({ from: '/member/segments/$id/edit' });
  const { write } = useMay();
  const [loads, setLoads] = useState(0);
  // Loaded once: a change by someone else must not replace what is being typed. Saving finds out about it.
  const segment = useQuery({
    queryKey: ['builder', 'segment', id, loads],
    queryFn: ({ signal }) => api(readSegment, { params: { id } }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
  const catalog = useQuery(catalogQuery);
  const error = segment.error ?? catalog.error;
  if (!write) return <NotAllowed title="Edit segment" />;
  if (segment.data?.origin === 'predefined') return <Locked segment={segment.data} />;
  if (segment.data !== undefined && catalog.data !== undefined) {
    return (
      <SegmentEditor
        key={`${id} ${loads}`}
        saved={segment.data}
        catalog={catalog.data}
        onReload={() => setLoads(loads + 1)}
      />
    );
  }
  return (
    <Page title="Edit segment">
      {error === null ? (
        <RowsLoading />
      ) : (
        <Failure
          what="this segment"
          error={error}
          onRetry={() => void Promise.all([segment.refetch(), catalog.refetch()])}
        />
      )}
    </Page>
  );
}

/** Predefined segments stay as they are; a copy can be changed. */
function Locked({ segment }: { readonly segment: Segment }): ReactNode {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => api(duplicateSegment, { params: { id: String(segment.id) }, body: {} }),
    onSuccess: async (copy) => {
      await navigate({ to: '/segments/$id/edit', params: { id: String(copy.id) } });
      await queryClient.invalidateQueries();
    },
    onError: (error) => complain('The segment could not be duplicated', error),
  });
  return (
    <Page title={segment.name}>
      <Notice
        icon={<IconLock />}
        title="This segment comes with Satsuma and stays as it is"
        action={
          <Button leftSection={<IconCopy size={16} />} loading={isPending} onClick={() => mutate()}>
            Duplicate and edit the copy
          </Button>
        }
      >
        Make a copy of it to change the rule.
      </Notice>
    </Page>
  );
}
