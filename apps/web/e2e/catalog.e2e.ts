import { createSegment, readEventDefinition } from '@satsuma/contracts';
import { expect, it } from 'vitest';
import { plantOrchard } from './harness/orchard.ts';
import { signedIn } from './harness/signed-in.ts';

const here = signedIn(async (satsuma) => {
  await plantOrchard(satsuma.client);
});

it('finds an attribute and shows its most frequent values', async () => {
  await here.page.goto('/catalog');
  await here.page.getByRole('searchbox', { name: 'Search attributes' }).fill('city');
  await here.page.getByRole('link', { name: 'City' }).click();
  const drawer = here.page.getByRole('dialog', { name: 'City' });
  await drawer.getByText('Zagreb').waitFor();
  expect(await drawer.innerText()).toContain('20 people');
  await here.page.keyboard.press('Escape');
  await here.page.goto('/catalog/attributes?open=iban');
  await here.page.getByText('Its values are sensitive and not shown.').waitFor();
});

it('makes, changes and deletes an attribute', async () => {
  await here.page.goto('/catalog/attributes');
  await here.page.getByRole('button', { name: 'New attribute' }).click();
  const dialog = here.page.getByRole('dialog', { name: 'New attribute' });
  await dialog.getByLabel('Name', { exact: true }).fill('1st place');
  await dialog.getByRole('button', { name: 'Create attribute' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Name', { exact: true }).fill('shoeSize');
  await dialog.getByLabel('Label').fill('Shoe size');
  await dialog.getByRole('button', { name: 'Create attribute' }).click();
  const drawer = here.page.getByRole('dialog', { name: 'Shoe size' });
  await drawer.getByRole('button', { name: 'Edit' }).click();
  await drawer.getByLabel('Description').fill('In the European scale');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.getByText('In the European scale').waitFor();
  await drawer.getByRole('button', { name: 'Delete' }).click();
  await here.page.getByRole('button', { name: 'Delete attribute' }).click();
  await drawer.waitFor({ state: 'hidden' });
  await here.page.getByRole('searchbox').fill('shoeSize');
  await here.page.getByText('No attribute fits').waitFor();
});

it('names the segments that keep an attribute from being deleted', async () => {
  const rule = {
    match: 'all',
    conditions: [{ kind: 'attribute', attribute: 'points', operator: 'at_least', value: 10 }],
  };
  await here.satsuma.client(createSegment, { body: { name: 'Collectors', rule } });
  await here.page.goto('/catalog/attributes?open=points');
  await here.page.getByRole('button', { name: 'Delete' }).click();
  await here.page.getByRole('button', { name: 'Delete attribute' }).click();
  await here.page.getByRole('link', { name: 'Collectors' }).waitFor();
});

it('makes an event with properties and adds one later', async () => {
  await here.page.goto('/catalog/events');
  await here.page.getByRole('button', { name: 'New event' }).click();
  const dialog = here.page.getByRole('dialog', { name: 'New event' });
  await dialog.getByLabel('Name', { exact: true }).fill('tree_planted');
  await dialog.getByRole('button', { name: 'Add property' }).click();
  await dialog.getByLabel('Name of property 1').fill('species');
  await dialog.getByRole('button', { name: 'Create event' }).click();
  const drawer = here.page.getByRole('dialog', { name: 'tree_planted' });
  await drawer.getByRole('button', { name: 'Edit' }).click();
  await drawer.getByRole('button', { name: 'Add property' }).click();
  await drawer.getByLabel('Name of property 1').fill('height');
  await drawer.getByRole('combobox', { name: 'Type of property 1' }).click();
  await here.page.getByRole('option', { name: 'Number', exact: true }).click();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.getByRole('button', { name: /height/ }).waitFor();
  const { properties } = await here.satsuma.client(readEventDefinition, { params: { name: 'tree_planted' } });
  expect(properties.map(({ name, type }) => [name, type])).toEqual([
    ['height', 'decimal'],
    ['species', 'text'],
  ]);
});

it('shows the values of a property', async () => {
  await here.page.goto('/catalog/events?open=purchase');
  await here.page.getByRole('button', { name: /category/ }).click();
  await here.page.getByText('shoes').waitFor();
});
