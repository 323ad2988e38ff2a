import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { NARROW, openBrowser, openPage, signIn, WIDE } from './harness/browser.ts';
import { pageList, settled, type Places } from './harness/pages.ts';

/*
 * Pictures of every page of a running Satsuma, wide and narrow, light and dark, as it is and while the API fails:
 *   SATSUMA_PASSWORD=… node apps/web/e2e/screenshots.ts http://localhost:4000 /tmp/pictures
 */

const [url = 'http://localhost:4000', folder = 'screenshots', only = ''] = process.argv.slice(2);
const owner = {
  email: process.env['SATSUMA_EMAIL'] ?? 'owner@satsuma.local',
  password: process.env['SATSUMA_PASSWORD'] ?? '',
};

const SIZES = { wide: WIDE, narrow: NARROW };
const SCHEMES = ['light', 'dark'] as const;

mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
try {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      await photograph(browser, `${size}-${colorScheme}`, { viewport, colorScheme });
    }
  }
} finally {
  await browser.close();
}

async function photograph(
  on: Browser,
  look: string,
  visit: { readonly viewport: typeof WIDE; readonly colorScheme: 'light' | 'dark' },
): Promise<void> {
  const page = await openPage(on, { url }, visit);
  await page.goto('/sign-in');
  await keep(page, 'sign-in', look);
  await signIn(page, owner);
  const pages = pageList(await placesOf(page)).filter(({ name }) => name.includes(only));
  for (const { name, path } of pages) {
    await page.goto(path);
    await settled(page);
    await keep(page, name, look);
  }
  await page.route(/\/v1\/(?!session)/, (route) => route.fulfill({ status: 500, json: {} }));
  for (const { name, path } of pages) {
    await page.goto(path);
    await page.getByRole('button', { name: 'Try again' }).first().waitFor();
    await keep(page, `${name}-failed`, look);
  }
  await page.context().close();
}

async function keep(page: Page, name: string, look: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
}

/** A segment and one of its people; 0 where there is none. */
async function placesOf(page: Page): Promise<Places> {
  const first = (path: string): Promise<number> =>
    page.evaluate(async (address) => {
      const { data } = (await (await fetch(address)).json()) as { data?: { id: number }[] };
      return data?.[0]?.id ?? 0;
    }, path);
  const segment = await first('/v1/segments?sort=-size&limit=1');
  return { segment, person: await first(`/v1/segments/${segment}/persons?limit=1`) };
}
