import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './row-link.module.css';

/** The link of a row in a table; a click anywhere in the row follows it. */
export const RowLink = createLink((props: ComponentPropsWithRef<'a'>): ReactNode => (
  <a {...props} className={classes.link} />
));

/** For what has a click of its own inside such a row. */
export const aboveRowLink: string | undefined = classes.above;
