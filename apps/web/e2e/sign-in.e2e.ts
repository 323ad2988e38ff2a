import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openPage, openSignedIn, problemsOf } from './harness/browser.ts';
import { OWNER, startSatsuma, type Satsuma } from './harness/satsuma.ts';

let satsuma: Satsuma;
let browser: Browser;

beforeAll(async () => {
  [satsuma, browser] = await Promise.all([startSatsuma(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await satsuma?.stop();
});

it('asks a visitor to sign in and then goes where they wanted to go', async () => {
  const page = await openPage(browser, satsuma);
  await page.goto('/people?search=ana');
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill('not this one');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('alert').innerText()).toContain('E-mail or password is wrong');
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  expect(new URL(page.url()).search).toBe('?search=ana');
  expect(problemsOf(page)).toEqual([]);
});

it('never goes to another site after signing in', async () => {
  const page = await openPage(browser, satsuma);
  await page.goto('/sign-in?redirect=https%3A%2F%2Fevil.example%2F');
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor();
  expect(page.url()).toBe(`${satsuma.url}/segments`);
});

it('shows the workspace, walks by keyboard and signs out', async () => {
  const page = await openSignedIn(browser, satsuma);
  expect(await page.getByText(satsuma.workspaceName).first().isVisible()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  await page.getByRole('link', { name: 'Imports' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
  await page.getByRole('button', { name: new RegExp(OWNER.email) }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to Satsuma' }).waitFor();
  await page.goto('/settings');
  await page.getByRole('heading', { name: 'Sign in to Satsuma' }).waitFor();
  expect(page.url()).toContain('redirect=%2Fsettings');
});

it('keeps the chosen colours', async () => {
  const page = await openSignedIn(browser, satsuma, { colorScheme: 'light' });
  const scheme = () => page.evaluate(() => document.documentElement.dataset['mantineColorScheme']);
  expect(await scheme()).toBe('light');
  await page.getByText('Dark', { exact: true }).click();
  expect(await scheme()).toBe('dark');
  await page.reload();
  expect(await scheme()).toBe('dark');
});
