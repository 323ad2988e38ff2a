import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openBrowser, openSignedIn, problemsOf } from './browser.ts';
import { startSatsuma, type Satsuma } from './satsuma.ts';

/** What the tests of a file work with; each is there once the hooks have run. */
export interface SignedIn {
  readonly satsuma: Satsuma;
  readonly browser: Browser;
  /** Opened anew for every test, by a signed-in owner. What goes wrong inside it fails the test. */
  readonly page: Page;
}

/** Starts a Satsuma and a browser for the tests of a file; `prepare` fills it once, `open` goes somewhere before each test. */
export function signedIn(
  prepare: (satsuma: Satsuma) => Promise<unknown> = async () => undefined,
  open: (page: Page) => Promise<unknown> = async () => undefined,
): SignedIn {
  const here: { -readonly [K in keyof SignedIn]?: SignedIn[K] } = {};
  beforeAll(async () => {
    [here.satsuma, here.browser] = await Promise.all([startSatsuma(), openBrowser()]);
    await prepare(here.satsuma);
  });
  afterAll(async () => {
    await here.browser?.close();
    await here.satsuma?.stop();
  });
  beforeEach(async () => {
    const { browser, satsuma } = here as SignedIn;
    here.page = await openSignedIn(browser, satsuma);
    await open(here.page);
  });
  afterEach(async () => {
    const { page } = here as SignedIn;
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });
  return here as SignedIn;
}
