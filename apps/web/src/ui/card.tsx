import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './card.module.css';

interface CardProps {
  readonly title?: string;
  readonly actions?: ReactNode;
  /** Without room around the content, for tables and lists that bring their own. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A surface with an optional title. */
export function Card({ title, actions, flush = false, children }: CardProps): ReactNode {
  return (
    <section className={classes.card} aria-label={title}>
      {(title !== undefined || actions !== undefined) && (
        <header className={classes.header}>
          {title !== undefined && <Title order={2}>{title}</Title>}
          {actions !== undefined && <div className={classes.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  );
}
