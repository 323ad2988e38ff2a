import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';

export function NewImportPage(): ReactNode {
  return <Page title="New import">{null}</Page>;
}
