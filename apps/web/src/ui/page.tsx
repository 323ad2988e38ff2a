import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** One line below the title. */
  readonly lead?: ReactNode;
  /** Beside the title, such as a badge. */
  readonly mark?: ReactNode;
  /** Before the title, such as a picture. */
  readonly picture?: ReactNode;
  /** Link to the list that this page belongs to. */
  readonly back?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Frame of every page: title, actions, content. Names the browser's tab as well. */
export function Page({ title, lead, mark, picture, back, actions, children }: PageProps): ReactNode {
  useDocumentTitle(`${title} · Satsuma`);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Stack gap={4} className={classes.heading}>
          {back !== undefined && <nav aria-label="Back">{back}</nav>}
          <Group gap="sm" wrap="wrap">
            {picture}
            <Title order={1} className={classes.title}>
              {title}
            </Title>
            {mark}
          </Group>
          {lead !== undefined && (
            <Text c="dimmed" component="div" className={classes.lead}>
              {lead}
            </Text>
          )}
        </Stack>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
