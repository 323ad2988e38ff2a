import { createSegment } from '@satsuma/contracts';
import { expect, it } from 'vitest';
import { builtSegment, grownSegment, IN_ZAGREB, plantOrchard, zagrebRule } from './harness/orchard.ts';
import { soon } from './harness/soon.ts';
import { signedIn } from './harness/signed-in.ts';

let zagreb: number;

const here = signedIn(async (satsuma) => {
  await plantOrchard(satsuma.client);
  zagreb = (await grownSegment(satsuma.client, 'People of Zagreb', zagrebRule)).id;
  for (let n = 1; n <= 30; n += 1) {
    const name = `Numbered ${String(n).padStart(2, '0')}`;
    await satsuma.client(createSegment, { body: { name, rule: zagrebRule } });
  }
});

const names = () =>
  here.page.getByRole('table', { name: 'Segments' }).locator('tbody tr td:nth-child(2) a').allInnerTexts();
const rowOf = (name: string) => here.page.getByRole('row').filter({ hasText: name });

it('sorts, searches, filters and pages, all in the address bar', async () => {
  await here.page.getByRole('button', { name: 'Name' }).click();
  await soon(names).toContain('Active mobile users');
  expect(new URL(here.page.url()).searchParams.get('sort')).toBe('name');
  expect(await here.page.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe(
    'ascending',
  );
  const first = await names();
  await here.page.getByRole('button', { name: 'Next' }).click();
  await soon(async () => (await names())[0]).not.toBe(first[0]);
  expect(new URL(here.page.url()).searchParams.get('page')).toBe('2');
  await here.page.reload();
  await soon(names).toContain('People of Zagreb');
  await here.page.getByRole('button', { name: 'Previous' }).click();
  await soon(names).toEqual(first);
  await here.page.getByRole('searchbox', { name: 'Search segments' }).fill('ZAGREB');
  await soon(names).toEqual(['People of Zagreb']);
  await here.page.getByRole('searchbox', { name: 'Search segments' }).fill('no such name');
  await here.page.getByRole('heading', { name: 'No segment fits' }).waitFor();
  await here.page.getByRole('button', { name: 'Show all segments' }).click();
  await here.page.getByText('Predefined', { exact: true }).first().click();
  await soon(names).toEqual(['Active mobile users', 'Inactive mobile users']);
});

it('shows criteria, people, and why a person is in', async () => {
  await here.page.goto(`/segments/${zagreb}`);
  await here.page.getByText('City is Zagreb').waitFor();
  const people = here.page.getByRole('table', { name: 'People in this segment' });
  await soon(() => people.locator('tbody tr').count()).toBe(IN_ZAGREB);
  await here.page.getByRole('searchbox', { name: 'Search people' }).fill('c-1003');
  await soon(() => people.locator('tbody tr').count()).toBe(1);
  await people.getByRole('link').first().click();
  const why = here.page.getByRole('dialog');
  await why.getByText('is in this segment').waitFor();
  expect(await why.innerText()).toContain('Value: Zagreb');
  await here.page.keyboard.press('Escape');
  await why.waitFor({ state: 'hidden' });
  expect(new URL(here.page.url()).searchParams.has('person')).toBe(false);
});

it('exports the people as CSV', async () => {
  await here.page.goto(`/segments/${zagreb}`);
  const [download] = await Promise.all([
    here.page.waitForEvent('download'),
    here.page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  const stream = await download.createReadStream();
  let text = '';
  for await (const piece of stream) text += String(piece);
  expect(text.trim().split('\r\n')).toHaveLength(IN_ZAGREB + 1);
});

it('duplicates a segment and opens the copy', async () => {
  await here.page.getByRole('searchbox', { name: 'Search segments' }).fill('People of Zagreb');
  await here.page.getByRole('button', { name: 'More actions for People of Zagreb' }).click();
  await here.page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await here.page.getByRole('heading', { level: 1, name: 'People of Zagreb (copy)' }).waitFor();
  const copy = Number(new URL(here.page.url()).pathname.split('/').at(-1));
  expect((await builtSegment(here.satsuma.client, copy)).size).toBe(IN_ZAGREB);
  await soon(() => here.page.getByText('Ready').isVisible()).toBe(true);
});

it('asks before it deletes, and says why it cannot', async () => {
  const rule = { match: 'all', conditions: [{ kind: 'segment', segment: zagreb, operator: 'member' }] };
  await here.satsuma.client(createSegment, { body: { name: 'Leans on Zagreb', rule } });
  await here.page.goto(`/segments/${zagreb}`);
  await here.page.getByRole('button', { name: /More actions/ }).click();
  await here.page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = here.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete segment' }).click();
  await dialog.getByRole('link', { name: 'Leans on Zagreb' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await here.page.getByRole('link', { name: 'Segments' }).first().click();
  await here.page.getByRole('searchbox', { name: 'Search segments' }).fill('Leans on');
  await soon(names).toEqual(['Leans on Zagreb']);
  await here.page.getByRole('button', { name: 'More actions for Leans on Zagreb' }).click();
  await here.page.getByRole('menuitem', { name: 'Delete' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Delete segment' }).click();
  await here.page.getByRole('heading', { name: 'No segment fits' }).waitFor();
});

it('deletes several at once and answers for each', async () => {
  const leaning = await here.satsuma.client(createSegment, { body: { name: 'Bulk base', rule: zagrebRule } });
  const rule = { match: 'all', conditions: [{ kind: 'segment', segment: leaning.id, operator: 'member' }] };
  await here.satsuma.client(createSegment, { body: { name: 'Holds the bulk', rule } });
  await here.satsuma.client(createSegment, { body: { name: 'Bulk free', rule: zagrebRule } });
  await here.page.goto('/segments?search=Bulk&sort=name');
  await soon(names).toEqual(['Bulk base', 'Bulk free', 'Holds the bulk']);
  await rowOf('Bulk base').getByRole('checkbox').check();
  await rowOf('Bulk free').getByRole('checkbox').check();
  await here.page.getByText('2 selected').waitFor();
  await here.page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = here.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByText('1 segment was deleted').waitFor();
  expect(await dialog.getByRole('listitem').innerText()).toContain('Bulk base');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await soon(names).toEqual(['Bulk base', 'Holds the bulk']);
});

it('locks what comes with every workspace', async () => {
  await here.page.goto('/segments?origin=predefined');
  const row = rowOf('Inactive mobile users');
  await row.waitFor();
  expect(await row.getByRole('checkbox').isDisabled()).toBe(true);
  await row.getByRole('link', { name: 'Inactive mobile users' }).click();
  await here.page.getByRole('heading', { level: 1, name: 'Inactive mobile users' }).waitFor();
  expect(await here.page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
});
