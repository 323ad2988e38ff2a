import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';

export function SegmentsPage(): ReactNode {
  return <Page title="Segments">{null}</Page>;
}
