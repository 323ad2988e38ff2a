import { IconMapPinOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button-link.tsx';
import { Page } from '../ui/page.tsx';
import { Notice } from '../ui/states.tsx';

export function NotFoundPage(): ReactNode {
  return (
    <Page title="Page not found">
      <Notice
        icon={<IconMapPinOff />}
        title="There is nothing at this address"
        action={<ButtonLink to="/segments">Go to segments</ButtonLink>}
      >
        The link may be old, or a letter got lost on the way.
      </Notice>
    </Page>
  );
}
