import { screen, waitFor } from '@testing-library/react';
import type { DraftNode, DraftRule } from '@satsuma/segment-engine';
import { describe, expect, it } from 'vitest';
import { renderBuilder } from '../testing/render-builder.tsx';

const all = (...conditions: DraftNode[]): DraftRule => ({ match: 'all', conditions });
const attribute = (name: string, operands: object): DraftNode => ({
  kind: 'attribute',
  attribute: name,
  ...operands,
});

describe('fields of a condition by what its operator asks for', () => {
  it('value: a text with known values and how many have them', async () => {
    const { user, rule } = renderBuilder(all(attribute('city', { operator: 'is' })), {
      'GET /v1/attributes/city/values': { data: [{ value: 'Berlin', count: 3200 }] },
    });
    await user.type(screen.getByLabelText('City: value', { selector: 'input' }), 'Ber');
    await user.click(await screen.findByRole('option', { name: /Berlin/ }));
    expect(rule().conditions[0]).toEqual(attribute('city', { operator: 'is', value: 'Berlin' }));
  });

  it('values: chosen, typed, pasted one a line, and removed again', async () => {
    const { user, rule } = renderBuilder(
      all(attribute('city', { operator: 'is_any_of', values: ['Rome'] })),
      {
        'GET /v1/attributes/city/values': { data: [{ value: 'Berlin', count: 3200 }] },
      },
    );
    const values = (): unknown => (rule().conditions[0] as { values?: unknown }).values;
    await user.click(screen.getByLabelText('City: values', { selector: 'input' }));
    await user.keyboard('ber');
    await waitFor(() =>
      expect(screen.getByRole('option', { name: /Berlin/ }).dataset['comboboxSelected']).toBe('true'),
    );
    await user.keyboard('{Enter}');
    await user.keyboard('rome{Enter}');
    await user.paste('Paris\nLyon');
    expect(values()).toEqual(['Rome', 'Berlin', 'Paris', 'Lyon']);
    await user.keyboard('{Backspace}');
    await user.click(screen.getByRole('button', { name: 'Remove Rome' }));
    expect(values()).toEqual(['Berlin', 'Paris']);
  });

  it('values of a number: only numbers are taken', async () => {
    const { user, rule } = renderBuilder(all(attribute('points', { operator: 'is_any_of', values: [] })));
    await user.click(screen.getByLabelText('Loyalty points: values', { selector: 'input' }));
    await user.keyboard('10, x 20{Enter}');
    expect(rule().conditions[0]).toMatchObject({ values: [10, 20] });
  });

  it('range: both ends of a number; an empty field is no zero', async () => {
    const { user, rule } = renderBuilder(all(attribute('balance', { operator: 'between', to: 5 })));
    await user.type(screen.getByLabelText('Balance: from'), '-2.5');
    expect(rule().conditions[0]).toEqual(attribute('balance', { operator: 'between', from: -2.5, to: 5 }));
    await user.clear(screen.getByLabelText('Balance: to'));
    expect(rule().conditions[0]).toEqual(attribute('balance', { operator: 'between', from: -2.5 }));
  });

  it('boolean, amount, period, month and size', async () => {
    const { user, rule } = renderBuilder(
      all(
        attribute('optIn', { operator: 'is', value: true }),
        attribute('born', { operator: 'in_last', amount: 30, unit: 'day' }),
        attribute('joined', { operator: 'in_period', period: 'today' }),
        attribute('born', { operator: 'month_is' }),
        attribute('interests', { operator: 'size_at_least', value: 1 }),
      ),
    );
    await user.selectOptions(screen.getByLabelText('E-mail opt-in: value'), 'no');
    await user.selectOptions(screen.getByLabelText('Birth date: unit'), 'months');
    await user.selectOptions(screen.getByLabelText('Joined: period'), 'last quarter');
    await user.selectOptions(screen.getByLabelText('Birth date: month'), 'May');
    await user.clear(screen.getByLabelText('Interests: number of items'));
    await user.type(screen.getByLabelText('Interests: number of items'), '3');
    expect(rule().conditions).toEqual([
      attribute('optIn', { operator: 'is', value: false }),
      attribute('born', { operator: 'in_last', amount: 30, unit: 'month' }),
      attribute('joined', { operator: 'in_period', period: 'last_quarter' }),
      attribute('born', { operator: 'month_is', value: 5 }),
      attribute('interests', { operator: 'size_at_least', value: 3 }),
    ]);
  });

  it('day, and day with a time in the zone of the workspace', async () => {
    const { user, rule } = renderBuilder(
      all(attribute('born', { operator: 'before' }), attribute('joined', { operator: 'after' })),
    );
    await user.type(screen.getByLabelText('Birth date: value'), '31 Jan 2026');
    await user.type(screen.getByLabelText('Joined: value'), '2026-07-01');
    await user.click(screen.getByRole('button', { name: 'Joined: value: add a time' }));
    expect(rule().conditions).toEqual([
      attribute('born', { operator: 'before', value: '2026-01-31' }),
      attribute('joined', { operator: 'after', value: '2026-06-30T22:00:00.000Z' }),
    ]);
  });

  it('where: conditions on the fields of an item', async () => {
    const where = { match: 'all', conditions: [] };
    const { user, rule } = renderBuilder(all(attribute('children', { operator: 'any_item', where })));
    await user.click(screen.getByRole('button', { name: 'Add filter' }));
    await user.type(screen.getByRole('combobox', { name: 'Search fields' }), 'age{Enter}');
    await user.keyboard('6');
    expect(rule().conditions[0]).toMatchObject({
      where: { match: 'all', conditions: [{ property: 'age', operator: 'at_least', value: 6 }] },
    });
  });
});

describe('an event condition', () => {
  it('asks how often, how much, or about the first one, within a window', async () => {
    const { user, rule } = renderBuilder(all({ kind: 'event', event: 'purchase' }));
    const ask = (question: string) =>
      user.selectOptions(screen.getByLabelText('Purchase: what is asked'), question);
    await ask('happened … times');
    await user.selectOptions(
      screen.getByLabelText('Purchase: how to compare the number of times'),
      'between',
    );
    expect(rule().conditions[0]).toMatchObject({ count: { operator: 'between', from: 2, to: 3 } });
    await ask('sum of');
    await user.selectOptions(screen.getByLabelText('Purchase: property that is measured'), 'total');
    await user.type(screen.getByLabelText('Purchase: total: value'), '200');
    await user.selectOptions(screen.getByLabelText('Purchase: when'), 'between … and … ago');
    expect(rule().conditions[0]).toEqual({
      kind: 'event',
      event: 'purchase',
      measure: { function: 'sum', property: 'total' },
      compare: { operator: 'at_least', value: 200 },
      window: { kind: 'between_ago', from: 60, to: 30, unit: 'day' },
    });
    await ask('first happened');
    expect(rule().conditions[0]).toMatchObject({ occurrence: 'first' });
    expect(screen.getByRole('button', { name: 'And that first event had' })).toBeDefined();
    await ask('did not happen');
    expect(rule().conditions[0]).toEqual({
      kind: 'event',
      event: 'purchase',
      count: { operator: 'exactly', value: 0 },
      window: { kind: 'between_ago', from: 60, to: 30, unit: 'day' },
    });
  });
});
