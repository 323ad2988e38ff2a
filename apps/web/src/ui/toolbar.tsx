import type { ReactNode } from 'react';
import classes from './toolbar.module.css';

/** Search and filters above a list. */
export function Toolbar({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className={classes.toolbar} role="search">
      {children}
    </div>
  );
}
