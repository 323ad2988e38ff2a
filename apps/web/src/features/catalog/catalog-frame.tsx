import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';

interface CatalogFrameProps {
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** Title and tabs of both pages of the catalog. */
export function CatalogFrame({ actions, children }: CatalogFrameProps): ReactNode {
  return (
    <Page
      title="Catalog"
      lead="Everything a rule can speak of: what is known about people, and what they do."
      actions={actions}
    >
      <TabLinks
        label="Catalog"
        tabs={[
          { to: '/catalog/attributes', label: 'Attributes' },
          { to: '/catalog/events', label: 'Events' },
        ]}
      />
      {children}
    </Page>
  );
}
