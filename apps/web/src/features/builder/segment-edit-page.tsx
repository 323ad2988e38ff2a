import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';

export function SegmentEditPage(): ReactNode {
  return <Page title="Edit segment">{null}</Page>;
}
