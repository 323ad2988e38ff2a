import { screen, waitFor, within } from '@testing-library/react';
import type { DraftNode, DraftRule } from '@satsuma/segment-engine';
import { describe, expect, it } from 'vitest';
import { renderBuilder } from '../testing/render-builder.tsx';

const city = (value: string): DraftNode => ({ kind: 'attribute', attribute: 'city', operator: 'is', value });
const all = (...conditions: DraftNode[]): DraftRule => ({ match: 'all', conditions });
const two = all(city('Berlin'), city('Paris'));
const handle = (name: string): HTMLElement => screen.getByRole('button', { name: `Move ${name}` });
const said = (): string | null => screen.getByRole('status').textContent;

describe('rows by keyboard', () => {
  it('move with Alt and an arrow, say so, and keep the focus', async () => {
    const { user, rule } = renderBuilder(two);
    handle('City is Paris').focus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(rule()).toEqual(all(city('Paris'), city('Berlin')));
    expect(document.activeElement).toBe(handle('City is Paris'));
    expect(said()).toBe('Moved up. Now 1 of 2.');
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(rule()).toEqual(all(city('Paris'), city('Berlin')));
  });

  it('move into and out of groups', async () => {
    const { user, rule } = renderBuilder(all(city('Berlin'), { match: 'any', conditions: [city('Paris')] }));
    handle('City is Berlin').focus();
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(rule()).toEqual(all({ match: 'any', conditions: [city('Berlin'), city('Paris')] }));
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(rule()).toEqual(all({ match: 'any', conditions: [city('Paris')] }, city('Berlin')));
    expect(document.activeElement).toBe(handle('City is Berlin'));
  });

  it('are duplicated, wrapped and deleted from a field inside them', async () => {
    const { user, rule } = renderBuilder(two);
    const [field] = screen.getAllByLabelText('City: value', { selector: 'input' });
    field?.focus();
    await user.keyboard('{Control>}d{/Control}');
    expect(rule()).toEqual(all(city('Berlin'), city('Berlin'), city('Paris')));
    await user.keyboard('{Alt>}g{/Alt}');
    expect(rule()).toEqual(all(city('Berlin'), all(city('Berlin')), city('Paris')));
    await user.keyboard('{Alt>}{Backspace}{/Alt}');
    expect(rule()).toEqual(two);
    expect(document.activeElement).toBe(handle('City is Paris'));
  });

  it('give the focus to the button that adds when the last one goes', async () => {
    const { user, rule } = renderBuilder(all(city('Berlin')));
    handle('City is Berlin').focus();
    await user.keyboard('{Alt>}{Delete}{/Alt}');
    expect(rule()).toEqual(all());
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add condition' }));
  });
});

describe('the row menu', () => {
  it('offers the same commands, only those that have a meaning', async () => {
    const { user, rule } = renderBuilder(two);
    await user.click(screen.getByRole('button', { name: 'More for City is Berlin' }));
    const names = (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
    expect(names).toEqual(['Move downAlt ↓', 'DuplicateCtrl D', 'Wrap in a groupAlt G', 'DeleteAlt ⌫']);
    await user.click(screen.getByRole('menuitem', { name: /Move down/ }));
    expect(rule()).toEqual(all(city('Paris'), city('Berlin')));
    await waitFor(() => expect(document.activeElement).toBe(handle('City is Berlin')));
  });
});

describe('undo and redo', () => {
  it('take back words at once, by keyboard and by button', async () => {
    const { user, rule } = renderBuilder(two);
    const [field] = screen.getAllByLabelText('City: value', { selector: 'input' });
    if (field === undefined) throw new Error('no field');
    await user.clear(field);
    await user.type(field, 'Rome');
    expect(rule()).toEqual(all(city('Rome'), city('Paris')));
    await user.keyboard('{Control>}z{/Control}');
    expect(rule()).toEqual(two);
    expect(said()).toBe('Undone: change condition.');
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(rule()).toEqual(all(city('Rome'), city('Paris')));
    await user.click(screen.getByRole('button', { name: 'Undo: change condition' }));
    expect(rule()).toEqual(two);
  });
});

describe('the focus', () => {
  it('stays in the rule when undo takes away what had it', async () => {
    const { user, rule } = renderBuilder(two);
    handle('City is Paris').focus();
    await user.keyboard('{Control>}d{/Control}');
    expect(rule().conditions).toHaveLength(3);
    await user.keyboard('{Control>}z{/Control}');
    expect(rule()).toEqual(two);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add condition' }));
  });
});

describe('adding', () => {
  it('finds by synonym, starts with a fitting operator and puts the focus into the value', async () => {
    const { user, rule } = renderBuilder(all());
    await user.click(screen.getByRole('button', { name: 'Add condition' }));
    await user.type(screen.getByRole('combobox', { name: /Search attributes/ }), 'town');
    await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).toBe('Cityalso “town”'));
    await user.keyboard('{Enter}');
    expect(rule()).toEqual(all({ kind: 'attribute', attribute: 'city', operator: 'is_any_of', values: [] }));
    expect(document.activeElement).toBe(screen.getByLabelText('City: values', { selector: 'input' }));
    await user.keyboard('Berlin{Enter}Paris{Enter}');
    expect(rule().conditions[0]).toMatchObject({ values: ['Berlin', 'Paris'] });
  });

  it('adds a group, and a condition to it', async () => {
    const { user, rule } = renderBuilder(two);
    await user.click(screen.getByRole('button', { name: 'Add group' }));
    expect(rule().conditions[2]).toEqual({ match: 'any', conditions: [] });
    await user.keyboard('{Enter}');
    await user.type(screen.getByRole('combobox', { name: /Search attributes/ }), 'opt-in{Enter}');
    expect(rule().conditions[2]).toEqual({
      match: 'any',
      conditions: [{ kind: 'attribute', attribute: 'optIn', operator: 'is', value: true }],
    });
  });

  it('filters the events of a condition by their properties', async () => {
    const { user, rule } = renderBuilder(all({ kind: 'event', event: 'purchase' }));
    await user.click(screen.getByRole('button', { name: 'Filter by property' }));
    await user.type(screen.getByRole('combobox', { name: 'Search properties' }), 'total{Enter}');
    await user.keyboard('50');
    expect(rule().conditions[0]).toEqual({
      kind: 'event',
      event: 'purchase',
      where: { match: 'all', conditions: [{ property: 'total', operator: 'at_least', value: 50 }] },
    });
  });
});

describe('problems and counts', () => {
  it('of the browser and of the server stand on the row they point at', async () => {
    const warnings = [
      {
        code: 'value.unseen',
        path: '/conditions/1/value',
        message: 'Nobody has it.',
        suggestions: ['Berlin'],
      },
    ];
    const { user, rule } = renderBuilder(all(city('Paris'), city('Berln')), {
      'POST /v1/segments/check': { ok: true, issues: [], warnings, sentences: [] },
    });
    const row = screen.getByRole('listitem', { name: 'City is Berln' });
    await user.click(await within(row).findByRole('button', { name: 'Use “Berlin”' }));
    expect(rule()).toEqual(all(city('Paris'), city('Berlin')));
    expect(screen.queryByText('Nobody has it.')).toBeNull();
    await user.clear(screen.getAllByLabelText('City: value', { selector: 'input' })[0] as HTMLElement);
    const unfinished = screen.getByRole('listitem', { name: 'City' });
    expect(within(unfinished).getByText('Enter a value.')).toBeDefined();
  });

  it('asks for counts only of finished rules, after a rest, and gives up what is overtaken', async () => {
    const { user, asked } = renderBuilder(two, {
      'POST /v1/segments/preview': (body: { rule: DraftRule }) => ({
        count: 3,
        exact: true,
        conditions: body.rule.conditions.map((_, index) => ({
          path: `/conditions/${index}`,
          count: 1200 + index,
        })),
        sample: [],
        asOf: '2026-01-01T00:00:00.000Z',
      }),
    });
    const previews = () =>
      asked.filter(
        ({ call, body }) => call.endsWith('/preview') && !JSON.stringify(body).includes('everyone'),
      );
    const row = screen.getByRole('listitem', { name: 'City is Paris' });
    expect(await within(row).findByText('1,201')).toBeDefined();
    expect(previews()).toHaveLength(1);
    const [field] = screen.getAllByLabelText('City: value', { selector: 'input' });
    await user.type(field as HTMLElement, 'xyz');
    await waitFor(() => expect(previews()).toHaveLength(2));
    expect(within(row).getByText('1,201')).toBeDefined();
    await user.clear(field as HTMLElement);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(previews()).toHaveLength(2);
  });
});
