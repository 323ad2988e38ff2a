import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { OWNER, type Satsuma } from './satsuma.ts';

const CHROMIUM = process.env['SATSUMA_CHROMIUM'] ?? '/usr/bin/chromium';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };

export async function openBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(`${CHROMIUM} is missing: install chromium, or set SATSUMA_CHROMIUM.`);
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

export interface Visit {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

/** A page of a fresh visitor. What goes wrong inside it fails whoever asks `problemsOf`. */
export async function openPage(
  browser: Browser,
  { url }: Pick<Satsuma, 'url'>,
  visit: Visit = {},
): Promise<Page> {
  const { viewport = WIDE, colorScheme = 'light' } = visit;
  const context = await browser.newContext({
    viewport,
    colorScheme,
    baseURL: url,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // A refused request is told to the console as well; the page answers for those in words.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      problems.push(message.text());
    }
  });
  PROBLEMS.set(page, problems);
  return page;
}

const PROBLEMS = new WeakMap<Page, string[]>();

/** Errors of scripts and breaches of the page's policy so far. */
export const problemsOf = (page: Page): readonly string[] => PROBLEMS.get(page) ?? [];

export async function signIn(page: Page, { email, password } = OWNER): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor();
}

/** A page of the signed-in owner. */
export async function openSignedIn(browser: Browser, satsuma: Satsuma, visit: Visit = {}): Promise<Page> {
  const page = await openPage(browser, satsuma, visit);
  await signIn(page);
  return page;
}
