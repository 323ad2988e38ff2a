import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';

export function SegmentCreatePage(): ReactNode {
  return <Page title="New segment">{null}</Page>;
}
