import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';

export function SegmentPage(): ReactNode {
  return <Page title="Segment">{null}</Page>;
}
