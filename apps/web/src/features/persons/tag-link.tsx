import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './tag-link.module.css';

/** A tag that lists everybody who has it. */
export function TagLink({ tag }: { readonly tag: string }): ReactNode {
  return (
    <Link to="/people" search={{ tag }} className={classes.tag}>
      {tag}
    </Link>
  );
}
