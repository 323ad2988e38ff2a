import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMay } from '../../lib/session.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, RowsLoading } from '../../ui/states.tsx';
import { catalogQuery } from './catalog/catalog-query.ts';
import { SegmentEditor } from './editor/segment-editor.tsx';
import { NotAllowed } from './editor/not-allowed.tsx';

/** Builds a new segment by hand. */
export function SegmentCreatePage(): ReactNode {
  const { data: catalog, error, refetch } = useQuery(catalogQuery);
  const { write } = useMay();
  if (!write) return <NotAllowed title="New segment" />;
  if (catalog !== undefined) {
    return <SegmentEditor saved={null} catalog={catalog} onReload={() => undefined} />;
  }
  return (
    <Page title="New segment">
      {error === null ? (
        <RowsLoading />
      ) : (
        <Failure what="the attributes and events" error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}
