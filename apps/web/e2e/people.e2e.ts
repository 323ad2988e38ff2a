import { readPerson, upsertPerson } from '@satsuma/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser, openSignedIn, problemsOf } from './harness/browser.ts';
import { grownSegment, PEOPLE, plantOrchard, zagrebRule } from './harness/orchard.ts';
import { soon } from './harness/soon.ts';
import { startSatsuma, type Satsuma } from './harness/satsuma.ts';

let satsuma: Satsuma;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [satsuma, browser] = await Promise.all([startSatsuma(), openBrowser()]);
  await plantOrchard(satsuma.client);
  await grownSegment(satsuma.client, 'People of Zagreb', zagrebRule);
});
afterAll(async () => {
  await browser?.close();
  await satsuma?.stop();
});
beforeEach(async () => {
  page = await openSignedIn(browser, satsuma);
});
afterEach(async () => {
  expect(problemsOf(page)).toEqual([]);
  await page.context().close();
});

const rows = () => page.getByRole('table', { name: 'People' }).locator('tbody tr').count();

it('lists people page by page, by name and by tag', async () => {
  await page.goto('/people');
  await soon(rows).toBe(25);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Page 2').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await soon(rows).toBe(PEOPLE - 50);
  await page.goBack();
  await page.getByText('Page 2').waitFor();
  await page.getByRole('searchbox').fill('c-1007');
  await soon(rows).toBe(1);
  expect(new URL(page.url()).searchParams.has('cursor')).toBe(false);
  await page.goto('/people?tag=vip');
  await soon(rows).toBe(25);
  await page.getByRole('button', { name: 'Stop showing only people tagged vip' }).click();
  await soon(() => new URL(page.url()).searchParams.has('tag')).toBe(false);
});

it('shows what is known about a person, their segments and their timeline', async () => {
  await page.goto('/people?search=c-1000');
  await page.getByRole('link', { name: 'Ana Horvat' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ana Horvat' }).waitFor();
  const attributes = page.getByRole('region', { name: 'Attributes' });
  await attributes.getByText('17 May 1970').waitFor();
  expect(await attributes.innerText()).toContain('Loyalty points');
  await page
    .getByRole('region', { name: 'Segments' })
    .getByRole('link', { name: 'People of Zagreb' })
    .waitFor();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await soon(() => timeline.getByRole('listitem').count()).toBe(2);
  await page.goto(`${page.url()}?event=nothing_like_it`);
  await page.getByText('No such event').waitFor();
});

it('changes a person and says what does not fit', async () => {
  const { id } = await satsuma.client(upsertPerson, {
    body: { externalId: 'to-edit', attributes: { firstName: 'Nora', points: 3 } },
  });
  await page.goto(`/people/${id}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'E-mail addresses' }).fill('not an address');
  await dialog.getByLabel('First name').fill('Eleonora');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('combobox', { name: 'E-mail addresses' }).press('Backspace');
  await dialog.getByRole('combobox', { name: 'E-mail addresses' }).fill('nora@example.com');
  await dialog.getByRole('combobox', { name: 'Tags' }).fill('gold');
  await dialog.getByLabel('Loyalty points').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Eleonora' }).waitFor();
  const person = await satsuma.client(readPerson, { params: { id: String(id) } });
  expect(person).toMatchObject({ emails: ['nora@example.com'], tags: ['gold'] });
  expect(person.attributes).toEqual({ firstName: 'Eleonora' });
});

it('deletes a person only when asked twice', async () => {
  const { id } = await satsuma.client(upsertPerson, { body: { externalId: 'to-delete' } });
  await page.goto(`/people/${id}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete person' }).click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.goto(`/people/${id}`);
  await page.getByText('There is nothing at this address').waitFor();
});
