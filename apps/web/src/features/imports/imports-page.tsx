import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';

export function ImportsPage(): ReactNode {
  return <Page title="Imports">{null}</Page>;
}
