import type { Page } from 'playwright-core';

/** What the addresses of some pages need. */
export interface Places {
  readonly segment: number;
  readonly person: number;
}

export interface PlaceOnSite {
  readonly name: string;
  readonly path: string;
  /** A heading that is there once the page has loaded. */
  readonly heading: string;
}

/** Every page of a signed-in member with an address of its own. */
export const pageList = ({ segment, person }: Places): readonly PlaceOnSite[] => [
  { name: 'segments', path: '/segments', heading: 'Segments' },
  { name: 'segment', path: `/segments/${segment}`, heading: 'Criteria' },
  { name: 'segment-why', path: `/segments/${segment}?person=${person}`, heading: 'Criteria' },
  { name: 'people', path: '/people', heading: 'People' },
  { name: 'person', path: `/people/${person}`, heading: 'Timeline' },
  { name: 'attributes', path: '/catalog/attributes', heading: 'Catalog' },
  { name: 'attribute', path: '/catalog/attributes?open=city', heading: 'Catalog' },
  { name: 'events', path: '/catalog/events', heading: 'Catalog' },
  { name: 'event', path: '/catalog/events?open=purchase', heading: 'Catalog' },
  { name: 'imports', path: '/imports', heading: 'Imports' },
  { name: 'settings', path: '/settings', heading: 'Settings' },
];

/** Waits until nothing on the page is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () => document.querySelector('[aria-label="Loading"], [aria-busy="true"]') === null,
  );
}
