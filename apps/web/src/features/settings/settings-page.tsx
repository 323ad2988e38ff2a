import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { ApiKeysCard } from './api-keys-card.tsx';
import { WorkspaceCard } from './workspace-card.tsx';

export function SettingsPage(): ReactNode {
  return (
    <Page
      title="Settings"
      lead={
        <>
          This workspace and the programs that may use it. What they can do is in the{' '}
          <Anchor href="/v1/docs" target="_blank" underline="always">
            API documentation
          </Anchor>
          .
        </>
      }
    >
      <WorkspaceCard />
      <ApiKeysCard />
    </Page>
  );
}
