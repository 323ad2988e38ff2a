import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './tab-links.module.css';

interface TabLinksProps {
  readonly label: string;
  readonly tabs: readonly {
    readonly to: '/catalog/attributes' | '/catalog/events';
    readonly label: string;
  }[];
}

/** Pages that belong together, as links that look like tabs. */
export function TabLinks({ label, tabs }: TabLinksProps): ReactNode {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          className={classes.tab}
          activeOptions={{ includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
