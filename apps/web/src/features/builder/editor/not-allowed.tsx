import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Page } from '../../../ui/page.tsx';
import { Notice } from '../../../ui/states.tsx';

/** For members who may look but not change. */
export function NotAllowed({ title }: { readonly title: string }): ReactNode {
  return (
    <Page title={title}>
      <Notice
        icon={<IconLock />}
        title="No access"
        action={
          <ButtonLink to="/segments" search={{}} variant="default">
            Back to the segments
          </ButtonLink>
        }
      >
        Your account may look at segments but not change them. Ask an owner of this workspace to change your
        role.
      </Notice>
    </Page>
  );
}
