import { listPersons, readAttribute, listPersonEvents } from '@satsuma/contracts';
import { expect, it } from 'vitest';
import { signedIn } from './harness/signed-in.ts';

const here = signedIn();

const choose = (name: string, lines: readonly string[]): Promise<void> =>
  here.page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) });

const figure = (label: string) =>
  here.page.locator('dl > div').filter({ hasText: label }).locator('dd').first().innerText();

it('imports people, with refused rows in a file', async () => {
  await here.page.goto('/imports');
  await here.page.getByRole('link', { name: 'Import a file' }).click();
  await choose('customers.csv', [
    'customer_id,email,Total Charges,city',
    ...Array.from({ length: 40 }, (_, n) => `cust-${n},c${n}@example.com,${n}.5,Zagreb`),
    'cust-40,not an address,1,Split',
  ]);
  await here.page.getByText('Total Charges').waitFor();
  await here.page.getByLabel('Name that Total Charges gets').fill('totalCharges');
  await here.page.getByRole('button', { name: 'Start import' }).click();
  await here.page.getByRole('heading', { level: 1, name: 'customers.csv' }).waitFor();
  await here.page.getByText('1 row was refused').waitFor({ timeout: 60_000 });
  expect(await figure('New people')).toBe('40');
  const [download] = await Promise.all([
    here.page.waitForEvent('download'),
    here.page.getByRole('link', { name: 'Download the refused rows' }).click(),
  ]);
  let errors = '';
  for await (const piece of await download.createReadStream()) errors += String(piece);
  expect(errors).toContain('42');
  expect((await here.satsuma.client(readAttribute, { params: { name: 'totalCharges' } })).type).toBe(
    'decimal',
  );
  await here.page.getByRole('link', { name: 'View people' }).click();
  await here.page
    .getByRole('link', { name: 'c0@example.com' })
    .or(here.page.getByText('cust-39'))
    .first()
    .waitFor();
});

it('imports events of one name', async () => {
  await here.page.goto('/imports/new?kind=events');
  await choose('events.csv', [
    'customer_id,purchased_on,quantity,amount',
    'shopper-1,1997-01-12,1,11.77',
    'shopper-1,1997-02-02,2,20.50',
  ]);
  await here.page.getByText('purchased_on').waitFor();
  expect(await here.page.getByRole('button', { name: 'Start import' }).isDisabled()).toBe(true);
  await here.page.getByRole('combobox', { name: 'Name of the event' }).fill('purchase');
  await here.page.getByRole('heading', { level: 2, name: '3. Start' }).click();
  await here.page.getByRole('button', { name: 'Start import' }).click();
  await here.page.getByText('Done').waitFor({ timeout: 60_000 });
  expect(await figure('Events accepted')).toBe('2');
  const { data } = await here.satsuma.client(listPersonEvents, { params: { id: 'externalId:shopper-1' } });
  expect(data.map(({ occurredAt, properties }) => [occurredAt, properties])).toEqual([
    ['1997-02-02T00:00:00.000Z', { quantity: 2, amount: 20.5 }],
    ['1997-01-12T00:00:00.000Z', { quantity: 1, amount: 11.77 }],
  ]);
  await here.page.getByRole('link', { name: 'Imports' }).first().click();
  await here.page.getByRole('link', { name: 'events.csv' }).waitFor();
});

it('says at once what cannot be imported', async () => {
  const before = await here.satsuma.client(listPersons, { query: { limit: 500 } });
  await here.page.goto('/imports/new');
  await choose('photo.png', ['x']);
  await here.page.getByText('is not a file that can be imported').waitFor();
  await choose('nobody.csv', ['colour,size', 'red,1']);
  await here.page.getByText('Choose the column that says who it is').waitFor();
  expect(await here.page.getByRole('button', { name: 'Start import' }).isDisabled()).toBe(true);
  const after = await here.satsuma.client(listPersons, { query: { limit: 500 } });
  expect(after.data).toHaveLength(before.data.length);
});
