import { listSegments, previewSegment, readSegment, updateSegment, type Segment } from '@satsuma/contracts';
import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityProblems, overflow } from './harness/axe.ts';
import { NARROW, openSignedIn, problemsOf } from './harness/browser.ts';
import {
  builtSegment,
  grownSegment,
  IN_ZAGREB,
  PEOPLE,
  plantOrchard,
  zagrebRule,
} from './harness/orchard.ts';
import { signedIn } from './harness/signed-in.ts';

const here = signedIn(async (satsuma) => {
  await plantOrchard(satsuma.client);
});

const row = (path: string): Locator => here.page.locator(`[data-path="${path}"]`);
const total = (): Locator => here.page.getByRole('region', { name: 'Who matches' });
const addButton = (): Locator => here.page.getByRole('button', { name: 'Add condition' }).last();
const valueField = (): Locator => here.page.getByRole('combobox', { name: 'City: value' });
const countIn = (path: string): Promise<string | null> =>
  row(path)
    .getByTitle(/by this condition alone/)
    .first()
    .getAttribute('title');

async function openNew(): Promise<void> {
  await here.page.goto('/segments/new');
  await addButton().waitFor();
}

/** Waits until what is typed goes into the search of a list. */
const searchIsOpen = () =>
  here.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Search'));

/** Chooses from the list that opens, by its first letters. */
async function pick(button: Locator, typed: string, option: string): Promise<void> {
  await button.click();
  await searchIsOpen();
  await here.page.keyboard.type(typed);
  await here.page.getByRole('option', { name: option }).first().click();
}

/** The segment whose page is shown. */
async function shownSegment(): Promise<Segment> {
  await here.page.waitForURL(/\/segments\/\d+$/);
  const id = Number(new URL(here.page.url()).pathname.split('/').at(-1));
  return builtSegment(here.satsuma.client, id);
}

const previewOf = (rule: unknown) => here.satsuma.client(previewSegment, { body: { rule, exact: true } });

it('builds a segment by mouse, with an attribute, an event and a nested group, and shows who is in it', async () => {
  await openNew();
  await here.page.getByLabel('Name').fill('Shoppers by mouse');
  await pick(addButton(), 'cit', 'City');
  await here.page.getByRole('option', { name: /Zagreb/ }).click();
  await here.page.getByRole('option', { name: /Split/ }).click();
  await here.page.keyboard.press('Escape');

  await pick(addButton(), 'purchase', 'purchase');
  await here.page.getByLabel('purchase: when').selectOption({ label: 'at any time' });
  await pick(row('/conditions/1').getByRole('button', { name: 'Filter by property' }), 'cat', 'category');
  await here.page.getByRole('option', { name: /shoes/ }).click();
  await here.page.keyboard.press('Escape');

  await here.page.getByRole('button', { name: 'Add group' }).last().click();
  const group = row('/conditions/2');
  await pick(group.getByRole('button', { name: 'Add condition' }), 'score', 'Loyalty points');
  await here.page.getByLabel('Loyalty points: value').fill('300');
  await pick(group.getByRole('button', { name: 'Add condition' }), 'push', 'Push enabled');

  const rule = {
    match: 'all',
    conditions: [
      { kind: 'attribute', attribute: 'city', operator: 'is_any_of', values: ['Zagreb', 'Split'] },
      {
        kind: 'event',
        event: 'purchase',
        where: {
          match: 'all',
          conditions: [{ property: 'category', operator: 'is_any_of', values: ['shoes'] }],
        },
      },
      {
        match: 'any',
        conditions: [
          { kind: 'attribute', attribute: 'points', operator: 'at_least', value: 300 },
          { kind: 'attribute', attribute: 'pushEnabled', operator: 'is', value: true },
        ],
      },
    ],
  };
  const expected = await previewOf(rule);
  expect(expected.count).toBeGreaterThan(0);
  await total().getByText(`of ${PEOPLE} people`).waitFor();
  await expect.poll(() => total().innerText()).toContain(`${expected.count}\n`);
  for (const { path, count } of expected.conditions) {
    await expect.poll(() => countIn(path)).toContain(`${count} people`);
  }
  await here.page.getByRole('region', { name: 'In words' }).getByText('City is Zagreb or Split').waitFor();

  await here.page.getByRole('button', { name: 'Create segment' }).first().click();
  const segment = await shownSegment();
  expect(segment).toMatchObject({ name: 'Shoppers by mouse', size: expected.count });
  expect(segment.rule).toMatchObject(rule);
  const people = here.page.getByRole('table', { name: 'People in this segment' });
  await expect.poll(() => people.locator('tbody tr').count()).toBe(expected.count);
});

it('builds a segment without touching the mouse', async () => {
  await openNew();
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await here.page.keyboard.press(key);
  };
  const focusedName = () =>
    here.page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    );
  await here.page.getByLabel('Name').focus();
  await here.page.keyboard.type('Shoppers by keyboard');
  await press('Tab', 'Tab');
  await expect.poll(focusedName).toBe('Add condition');
  await press('Enter');
  await searchIsOpen();
  await here.page.keyboard.type('city');
  await here.page.getByRole('option', { name: 'City' }).waitFor();
  await press('Enter');
  await expect.poll(focusedName).toBe('City: values');
  await here.page.keyboard.type('Rij');
  await here.page.getByRole('option', { name: /Rijeka/ }).waitFor();
  await press('Enter', 'Escape');
  await expect.poll(() => countIn('/conditions/0')).toContain('20 people');

  // Past the menu of the row to the button that adds.
  for (let n = 0; n < 10 && (await focusedName()) !== 'Add condition'; n += 1) await press('Tab');
  await press('Enter');
  await searchIsOpen();
  await here.page.keyboard.type('app_launched');
  await here.page
    .getByRole('option', { name: /app.launched/i })
    .first()
    .waitFor();
  await press('Enter');
  await row('/conditions/1').waitFor();
  await press('Alt+ArrowUp');
  await here.page.getByRole('status').getByText('Moved up. Now 1 of 2.').waitFor();
  await press('Alt+KeyG');
  await here.page
    .getByRole('status')
    .getByText(/Wrapped in a group/)
    .waitFor();
  await press('Control+z', 'Control+z');
  await here.page.getByRole('status').getByText('Undone: move up.').waitFor();
  await press('Control+Shift+z');
  await expect.poll(() => row('/conditions/1').getAttribute('aria-label')).toBe('City is Rijeka');
  await press('Control+s');
  const segment = await shownSegment();
  expect(segment.rule.conditions).toMatchObject([
    { event: 'app_launched' },
    { attribute: 'city', values: ['Rijeka'] },
  ]);
  expect(segment.size).toBe((await previewOf(segment.rule)).count);
});

it('drags a row into a group', async () => {
  const inGroup = { kind: 'attribute', attribute: 'pushEnabled', operator: 'is', value: true };
  const rule = {
    match: 'all',
    conditions: [...zagrebRule.conditions, { match: 'any', conditions: [inGroup, inGroup] }],
  };
  const { id } = await grownSegment(here.satsuma.client, 'To be dragged', rule);
  await here.page.goto(`/segments/${id}/edit`);
  const handle = await here.page.getByRole('button', { name: 'Move City is Zagreb' }).boundingBox();
  const target = await row('/conditions/1/conditions/1').boundingBox();
  if (handle === null || target === null) throw new Error('nothing to drag');
  await here.page.mouse.move(handle.x + 8, handle.y + 10);
  await here.page.mouse.down();
  await here.page.mouse.move(target.x + 40, target.y + 6, { steps: 8 });
  await here.page.mouse.up();
  await here.page.getByRole('status').getByText('Moved. Now 2 of 3.').waitFor();
  expect(await row('/conditions/0/conditions/1').getAttribute('aria-label')).toBe('City is Zagreb');
});

describe('a segment that is there already', () => {
  let segment: Segment;

  beforeEach(async () => {
    const { total: known = 0 } = await here.satsuma.client(listSegments, { query: { limit: 1 } });
    segment = await grownSegment(here.satsuma.client, `Zagreb ${known} ${Date.now()}`, zagrebRule);
    await here.page.goto(`/segments/${segment.id}/edit`);
    await row('/conditions/0').waitFor();
  });

  it('is changed, and its people follow', async () => {
    await here.page.getByLabel('City: how to compare').selectOption('is_not');
    await expect.poll(() => total().innerText()).toContain(`${PEOPLE - IN_ZAGREB}\n`);
    await here.page.getByRole('button', { name: 'Save changes' }).first().click();
    await here.page.waitForURL(`**/segments/${segment.id}`);
    await expect
      .poll(async () => (await builtSegment(here.satsuma.client, segment.id)).size)
      .toBe(PEOPLE - IN_ZAGREB);
    await here.page.getByText('City is not Zagreb').first().waitFor();
  });

  it('shows what the server knows and what the browser finds on the same row', async () => {
    const value = valueField();
    await value.fill('Zagrb');
    await row('/conditions/0').getByRole('button', { name: 'Use “Zagreb”' }).click();
    await expect.poll(() => value.inputValue()).toBe('Zagreb');
    await expect.poll(() => total().innerText()).toContain(`${IN_ZAGREB}\n`);
    await value.fill('');
    await row('/conditions/0').getByText('Enter a value.').waitFor();
    await here.page.getByRole('button', { name: 'Save changes' }).first().click();
    await expect.poll(() => row('/conditions/0').getAttribute('data-tone')).toBe('error');
    expect(await value.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('is not thrown away by leaving', async () => {
    await valueField().fill('Split');
    await here.page.getByRole('link', { name: 'People' }).click();
    await here.page.getByRole('button', { name: 'Keep editing' }).click();
    expect(new URL(here.page.url()).pathname).toBe(`/segments/${segment.id}/edit`);
    const asked = here.page.waitForEvent('dialog');
    await here.page.evaluate(() => void setTimeout(() => location.reload()));
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    expect(await valueField().inputValue()).toBe('Split');
    await here.page.getByRole('link', { name: 'People' }).click();
    await here.page.getByRole('button', { name: 'Leave', exact: true }).click();
    await here.page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  });

  it('keeps what is typed when someone else was faster', async () => {
    await valueField().fill('Split');
    const params = { id: String(segment.id) };
    await here.satsuma.client(updateSegment, { params, body: { description: 'Theirs' } });
    await here.page.getByRole('button', { name: 'Save changes' }).first().click();
    await here.page.getByRole('alert').getByText('Someone else changed this segment meanwhile').waitFor();
    expect(await valueField().inputValue()).toBe('Split');
    await here.page.getByRole('button', { name: 'Save mine over theirs' }).click();
    await here.page.waitForURL(`**/segments/${segment.id}`);
    const saved = await here.satsuma.client(readSegment, { params });
    expect(saved).toMatchObject({ description: '', rule: { conditions: [{ value: 'Split' }] } });
  });

  it('keeps what is typed when the name is taken, and can become a copy', async () => {
    await here.page.getByLabel('Name').fill('ACTIVE mobile users');
    await here.page.getByRole('button', { name: 'Save changes' }).first().click();
    await expect.poll(() => here.page.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
    await here.page.getByLabel('Name').fill(segment.name);
    await here.page.getByRole('button', { name: 'Save as a copy' }).click();
    const copy = await shownSegment();
    expect(copy.id).not.toBe(segment.id);
    expect(copy.name).toBe(`${segment.name} (copy)`);
  });
});

it('locks predefined segments and offers a copy', async () => {
  const { data } = await here.satsuma.client(listSegments, { query: { origin: 'predefined' } });
  await here.page.goto(`/segments/${data[0]?.id}/edit`);
  await here.page.getByRole('button', { name: 'Duplicate and edit the copy' }).click();
  await row('/conditions/0').waitFor();
  expect(await here.page.getByLabel('Name').inputValue()).toContain('(copy)');
});

it.each(['light', 'dark'] as const)(
  'can be read and used by everybody, also on a phone (%s)',
  async (colorScheme) => {
    const { id } = await grownSegment(here.satsuma.client, `Seen in ${colorScheme}`, {
      match: 'any',
      conditions: [
        ...zagrebRule.conditions,
        {
          kind: 'attribute',
          attribute: 'birthDate',
          operator: 'between',
          from: '1980-01-01',
          to: '1989-12-31',
        },
        {
          match: 'none',
          conditions: [
            {
              kind: 'event',
              event: 'purchase',
              measure: { function: 'sum', property: 'total' },
              compare: { operator: 'at_least', value: 100 },
              window: { kind: 'between_ago', from: 60, to: 30, unit: 'day' },
              where: { match: 'any', conditions: [{ property: 'category', operator: 'is', value: 'bags' }] },
            },
          ],
        },
      ],
    });
    for (const viewport of [undefined, NARROW]) {
      const seen = await openSignedIn(here.browser, here.satsuma, {
        colorScheme,
        ...(viewport === undefined ? {} : { viewport }),
      });
      await seen.goto(`/segments/${id}/edit`);
      await seen.getByText('Some of them').waitFor();
      expect(await accessibilityProblems(seen)).toEqual([]);
      expect(await overflow(seen)).toBeLessThanOrEqual(0);
      await seen.getByRole('button', { name: 'Add condition' }).last().click();
      await seen
        .getByRole('listbox', { name: /Search/ })
        .getByRole('option')
        .first()
        .waitFor();
      expect(await accessibilityProblems(seen)).toEqual([]);
      expect(problemsOf(seen)).toEqual([]);
      await seen.context().close();
    }
  },
);
