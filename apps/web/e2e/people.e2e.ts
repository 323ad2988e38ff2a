import { readPerson, upsertPerson } from '@satsuma/contracts';
import { expect, it } from 'vitest';
import { grownSegment, PEOPLE, plantOrchard, zagrebRule } from './harness/orchard.ts';
import { soon } from './harness/soon.ts';
import { signedIn } from './harness/signed-in.ts';

const here = signedIn(async (satsuma) => {
  await plantOrchard(satsuma.client);
  await grownSegment(satsuma.client, 'People of Zagreb', zagrebRule);
});

const rows = () => here.page.getByRole('table', { name: 'People' }).locator('tbody tr').count();

it('lists people page by page, by name and by tag', async () => {
  await here.page.goto('/people');
  await soon(rows).toBe(25);
  await here.page.getByRole('button', { name: 'Next' }).click();
  await here.page.getByText('Page 2').waitFor();
  await here.page.getByRole('button', { name: 'Next' }).click();
  await soon(rows).toBe(PEOPLE - 50);
  await here.page.goBack();
  await here.page.getByText('Page 2').waitFor();
  await here.page.getByRole('searchbox').fill('c-1007');
  await soon(rows).toBe(1);
  expect(new URL(here.page.url()).searchParams.has('cursor')).toBe(false);
  await here.page.goto('/people?tag=vip');
  await soon(rows).toBe(25);
  await here.page.getByRole('button', { name: 'Stop showing only people tagged vip' }).click();
  await soon(() => new URL(here.page.url()).searchParams.has('tag')).toBe(false);
});

it('shows what is known about a person, their segments and their timeline', async () => {
  await here.page.goto('/people?search=c-1000');
  await here.page.getByRole('link', { name: 'Ana Horvat' }).click();
  await here.page.getByRole('heading', { level: 1, name: 'Ana Horvat' }).waitFor();
  const attributes = here.page.getByRole('region', { name: 'Attributes' });
  await attributes.getByText('17 May 1970').waitFor();
  expect(await attributes.innerText()).toContain('Loyalty points');
  await here.page
    .getByRole('region', { name: 'Segments' })
    .getByRole('link', { name: 'People of Zagreb' })
    .waitFor();
  const timeline = here.page.getByRole('region', { name: 'Timeline' });
  await soon(() => timeline.getByRole('listitem').count()).toBe(2);
  await here.page.goto(`${here.page.url()}?event=nothing_like_it`);
  await here.page.getByText('No such event').waitFor();
});

it('changes a person and says what does not fit', async () => {
  const { id } = await here.satsuma.client(upsertPerson, {
    body: { externalId: 'to-edit', attributes: { firstName: 'Nora', points: 3 } },
  });
  await here.page.goto(`/people/${id}`);
  await here.page.getByRole('button', { name: 'Edit' }).click();
  const dialog = here.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'E-mail addresses' }).fill('not an address');
  await dialog.getByLabel('First name').fill('Eleonora');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('combobox', { name: 'E-mail addresses' }).press('Backspace');
  await dialog.getByRole('combobox', { name: 'E-mail addresses' }).fill('nora@example.com');
  await dialog.getByRole('combobox', { name: 'Tags' }).fill('gold');
  await dialog.getByLabel('Loyalty points').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await here.page.getByRole('heading', { level: 1, name: 'Eleonora' }).waitFor();
  const person = await here.satsuma.client(readPerson, { params: { id: String(id) } });
  expect(person).toMatchObject({ emails: ['nora@example.com'], tags: ['gold'] });
  expect(person.attributes).toEqual({ firstName: 'Eleonora' });
});

it('deletes a person only when asked twice', async () => {
  const { id } = await here.satsuma.client(upsertPerson, { body: { externalId: 'to-delete' } });
  await here.page.goto(`/people/${id}`);
  await here.page.getByRole('button', { name: 'Delete' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Delete person' }).click();
  await here.page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await here.page.goto(`/people/${id}`);
  await here.page.getByText('There is nothing at this address').waitFor();
});
