import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';

export function EventsPage(): ReactNode {
  return <Page title="Catalog">{null}</Page>;
}
