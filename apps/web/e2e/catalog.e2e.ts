import { createSegment, readEventDefinition } from '@satsuma/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser, openSignedIn, problemsOf } from './harness/browser.ts';
import { plantOrchard } from './harness/orchard.ts';
import { startSatsuma, type Satsuma } from './harness/satsuma.ts';

let satsuma: Satsuma;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [satsuma, browser] = await Promise.all([startSatsuma(), openBrowser()]);
  await plantOrchard(satsuma.client);
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

it('finds an attribute and shows its most frequent values', async () => {
  await page.goto('/catalog');
  await page.getByRole('searchbox', { name: 'Search attributes' }).fill('city');
  await page.getByRole('link', { name: 'City' }).click();
  const drawer = page.getByRole('dialog', { name: 'City' });
  await drawer.getByText('Zagreb').waitFor();
  expect(await drawer.innerText()).toContain('20 people');
  await page.keyboard.press('Escape');
  await page.goto('/catalog/attributes?open=iban');
  await page.getByText('Its values are sensitive and not shown.').waitFor();
});

it('makes, changes and deletes an attribute', async () => {
  await page.goto('/catalog/attributes');
  await page.getByRole('button', { name: 'New attribute' }).click();
  const dialog = page.getByRole('dialog', { name: 'New attribute' });
  await dialog.getByLabel('Name', { exact: true }).fill('1st place');
  await dialog.getByRole('button', { name: 'Create attribute' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Name', { exact: true }).fill('shoeSize');
  await dialog.getByLabel('Label').fill('Shoe size');
  await dialog.getByRole('button', { name: 'Create attribute' }).click();
  const drawer = page.getByRole('dialog', { name: 'Shoe size' });
  await drawer.getByRole('button', { name: 'Edit' }).click();
  await drawer.getByLabel('Description').fill('In the European scale');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.getByText('In the European scale').waitFor();
  await drawer.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete attribute' }).click();
  await drawer.waitFor({ state: 'hidden' });
  await page.getByRole('searchbox').fill('shoeSize');
  await page.getByText('No attribute fits').waitFor();
});

it('names the segments that keep an attribute from being deleted', async () => {
  const rule = {
    match: 'all',
    conditions: [{ kind: 'attribute', attribute: 'points', operator: 'at_least', value: 10 }],
  };
  await satsuma.client(createSegment, { body: { name: 'Collectors', rule } });
  await page.goto('/catalog/attributes?open=points');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete attribute' }).click();
  await page.getByRole('link', { name: 'Collectors' }).waitFor();
});

it('makes an event with properties and adds one later', async () => {
  await page.goto('/catalog/events');
  await page.getByRole('button', { name: 'New event' }).click();
  const dialog = page.getByRole('dialog', { name: 'New event' });
  await dialog.getByLabel('Name', { exact: true }).fill('tree_planted');
  await dialog.getByRole('button', { name: 'Add property' }).click();
  await dialog.getByLabel('Name of property 1').fill('species');
  await dialog.getByRole('button', { name: 'Create event' }).click();
  const drawer = page.getByRole('dialog', { name: 'tree_planted' });
  await drawer.getByRole('button', { name: 'Edit' }).click();
  await drawer.getByRole('button', { name: 'Add property' }).click();
  await drawer.getByLabel('Name of property 1').fill('height');
  await drawer.getByRole('combobox', { name: 'Type of property 1' }).click();
  await page.getByRole('option', { name: 'Number', exact: true }).click();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.getByRole('button', { name: /height/ }).waitFor();
  const { properties } = await satsuma.client(readEventDefinition, { params: { name: 'tree_planted' } });
  expect(properties.map(({ name, type }) => [name, type])).toEqual([
    ['height', 'decimal'],
    ['species', 'text'],
  ]);
});

it('shows the values of a property', async () => {
  await page.goto('/catalog/events?open=purchase');
  await page.getByRole('button', { name: /category/ }).click();
  await page.getByText('shoes').waitFor();
});
