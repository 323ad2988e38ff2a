import { listPersons } from '@satsuma/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, overflow } from './harness/axe.ts';
import { NARROW, openBrowser, openPage, openSignedIn, problemsOf, WIDE } from './harness/browser.ts';
import { grownSegment, plantOrchard, zagrebRule } from './harness/orchard.ts';
import { pageList, settled, type Places } from './harness/pages.ts';
import { soon } from './harness/soon.ts';
import { startSatsuma, type Satsuma } from './harness/satsuma.ts';

let full: Satsuma;
let browser: Browser;
let places: Places;

beforeAll(async () => {
  [full, browser] = await Promise.all([startSatsuma(), openBrowser()]);
  await plantOrchard(full.client);
  const segment = await grownSegment(full.client, 'People of Zagreb', zagrebRule);
  const { data } = await full.client(listPersons, { query: { limit: 1 } });
  places = { segment: segment.id, person: data[0]?.id ?? 0 };
});
afterAll(async () => {
  await browser?.close();
  await full?.stop();
});

describe.each([
  { name: 'wide and light', viewport: WIDE, colorScheme: 'light' },
  { name: 'wide and dark', viewport: WIDE, colorScheme: 'dark' },
  { name: 'narrow and light', viewport: NARROW, colorScheme: 'light' },
  { name: 'narrow and dark', viewport: NARROW, colorScheme: 'dark' },
] as const)('$name', (visit) => {
  it('every page can be used by everybody and fits its window', async () => {
    const page = await openSignedIn(browser, full, visit);
    for (const { name, path } of pageList(places)) {
      await page.goto(path);
      await settled(page);
      expect([name, await accessibilityProblems(page)]).toEqual([name, []]);
      expect([name, await overflow(page)]).toEqual([name, 0]);
    }
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('the sign-in page too', async () => {
    const page = await openPage(browser, full, visit);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.context().close();
  });
});

describe('when the server fails', () => {
  it('every page says so, and works again on the next try', async () => {
    const page = await openSignedIn(browser, full);
    // What opens over a page keeps the page below out of reach.
    for (const { name, path, heading } of pageList(places).filter(({ path }) => !path.includes('?'))) {
      await page.route(/\/v1\/(?!session)/, (route) => route.fulfill({ status: 500, json: {} }));
      await page.goto(path);
      await page.getByRole('button', { name: 'Try again' }).first().waitFor();
      expect([name, await accessibilityProblems(page)]).toEqual([name, []]);
      await page.unroute(/\/v1\/(?!session)/);
      await retryAll(page);
      await page.getByRole('heading', { name: heading }).first().waitFor();
    }
  });

  it('a page without access says whom to ask', async () => {
    const page = await openSignedIn(browser, full);
    const problem = { type: 'about:blank', title: 'No', status: 403, detail: 'No.', code: 'auth.forbidden' };
    await page.route(/\/v1\/(?!session)/, (route) => route.fulfill({ status: 403, json: problem }));
    for (const path of ['/segments', '/people', '/catalog/attributes', '/imports', '/settings']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'No access' }).first().waitFor();
    }
  });
});

async function retryAll(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Try again' });
  while ((await button.count()) > 0) {
    await button.first().click();
    await page.waitForTimeout(150);
  }
}

describe('an address of no page', () => {
  it('says so and leads back', async () => {
    const page = await openSignedIn(browser, full);
    await page.goto('/nowhere/at/all');
    await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
    await page.getByRole('link', { name: 'Go to segments' }).click();
    await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor();
    await page.context().close();
  });

  it('narrow: the navigation opens, closes and takes one there', async () => {
    const page = await openSignedIn(browser, full, { viewport: NARROW });
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await soon(() => page.getByRole('link', { name: 'Catalog' }).isVisible()).toBe(false);
    await page.context().close();
  });
});
