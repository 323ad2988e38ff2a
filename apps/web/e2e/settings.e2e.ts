import { createClient, listSegments } from '@satsuma/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser, openSignedIn, problemsOf } from './harness/browser.ts';
import { soon } from './harness/soon.ts';
import { startSatsuma, type Satsuma } from './harness/satsuma.ts';

let satsuma: Satsuma;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [satsuma, browser] = await Promise.all([startSatsuma(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await satsuma?.stop();
});
beforeEach(async () => {
  page = await openSignedIn(browser, satsuma);
  await page.goto('/settings');
});
afterEach(async () => {
  expect(problemsOf(page)).toEqual([]);
  await page.context().close();
});

it('changes the workspace everywhere at once', async () => {
  await page.getByLabel('Name', { exact: true }).fill('Walled garden');
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Saved.').waitFor();
  expect(await page.getByRole('navigation', { name: 'Main' }).innerText()).toContain('Walled garden');
});

it('shows a key once and takes it back', async () => {
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name', { exact: true }).last().fill('Reporting');
  await page.getByRole('checkbox', { name: 'Read segments and the catalog' }).check();
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('This is the only time').waitFor();
  const key = await dialog.locator('code').first().innerText();
  const client = createClient({ baseUrl: satsuma.url, headers: () => ({ authorization: `Bearer ${key}` }) });
  expect((await client(listSegments, { query: {} })).data.length).toBeGreaterThan(0);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await page.content()).not.toContain(key);
  await page.getByRole('button', { name: 'Revoke Reporting' }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await soon(() => page.getByText('Reporting', { exact: true }).count()).toBe(0);
  await expect(client(listSegments, { query: {} })).rejects.toMatchObject({
    problem: { code: 'auth.missing' },
  });
});
