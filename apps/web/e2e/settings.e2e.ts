import { createClient, listSegments } from '@satsuma/contracts';
import { expect, it } from 'vitest';
import { soon } from './harness/soon.ts';
import { signedIn } from './harness/signed-in.ts';

const here = signedIn(undefined, async (page) => {
  await page.goto('/settings');
});

it('changes the workspace everywhere at once', async () => {
  await here.page.getByLabel('Name', { exact: true }).fill('Walled garden');
  await here.page.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo');
  await here.page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await here.page.getByRole('button', { name: 'Save changes' }).click();
  await here.page.getByText('Saved.').waitFor();
  expect(await here.page.getByRole('navigation', { name: 'Main' }).innerText()).toContain('Walled garden');
});

it('shows a key once and takes it back', async () => {
  await here.page.getByRole('button', { name: 'New key' }).click();
  await here.page.getByLabel('Name', { exact: true }).last().fill('Reporting');
  await here.page.getByRole('checkbox', { name: 'Read segments and the catalog' }).check();
  await here.page.getByRole('button', { name: 'Create key' }).click();
  const dialog = here.page.getByRole('dialog');
  await dialog.getByText('This is the only time').waitFor();
  const key = await dialog.locator('code').first().innerText();
  const client = createClient({
    baseUrl: here.satsuma.url,
    headers: () => ({ authorization: `Bearer ${key}` }),
  });
  expect((await client(listSegments, { query: {} })).data.length).toBeGreaterThan(0);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await here.page.content()).not.toContain(key);
  await here.page.getByRole('button', { name: 'Revoke Reporting' }).click();
  await here.page.getByRole('button', { name: 'Revoke key' }).click();
  await soon(() => here.page.getByText('Reporting', { exact: true }).count()).toBe(0);
  await expect(client(listSegments, { query: {} })).rejects.toMatchObject({
    problem: { code: 'auth.missing' },
  });
});
