import type { DraftNode, DraftRule } from '@satsuma/segment-engine';
import { describe, expect, it } from 'vitest';
import { COMMANDS, commandFor, keysLabel, positionOf, type Command } from './commands.ts';

const is = (value: string): DraftNode => ({ kind: 'attribute', attribute: 'city', operator: 'is', value });
const group = (...conditions: DraftNode[]): DraftRule => ({ match: 'all', conditions });
const [a, b, c] = ['a', 'b', 'c'].map(is) as [DraftNode, DraftNode, DraftNode];
const run = (id: Command['id'], rule: DraftRule, path: string) =>
  COMMANDS.find((command) => command.id === id)?.edit(rule, path) ?? null;
const press = (code: string, held: { alt?: boolean; shift?: boolean; ctrl?: boolean; meta?: boolean } = {}) =>
  commandFor({
    code,
    altKey: held.alt === true,
    shiftKey: held.shift === true,
    ctrlKey: held.ctrl === true,
    metaKey: held.meta === true,
  })?.id;

describe('commands', () => {
  it('move among siblings and leave the group at its edges', () => {
    const rule = group(a, group(b, c));
    expect(run('move-up', rule, '/conditions/1')).toEqual({
      rule: group(group(b, c), a),
      path: '/conditions/0',
    });
    expect(run('move-up', rule, '/conditions/0')).toBeNull();
    expect(run('move-up', rule, '/conditions/1/conditions/0')).toEqual({
      rule: group(a, b, group(c)),
      path: '/conditions/1',
    });
    expect(run('move-down', rule, '/conditions/1/conditions/1')).toEqual({
      rule: group(a, group(b), c),
      path: '/conditions/2',
    });
    expect(run('move-down', rule, '/conditions/1')).toBeNull();
  });

  it('move into the group before, else into the one behind', () => {
    expect(run('move-in', group(group(a), b, group(c)), '/conditions/1')).toEqual({
      rule: group(group(a, b), group(c)),
      path: '/conditions/0/conditions/1',
    });
    expect(run('move-in', group(a, group(b)), '/conditions/0')).toEqual({
      rule: group(group(a, b)),
      path: '/conditions/0/conditions/0',
    });
    expect(run('move-in', group(a, b), '/conditions/0')).toBeNull();
    expect(run('move-out', group(a, group(b, c)), '/conditions/1/conditions/0')?.rule).toEqual(
      group(a, group(c), b),
    );
    expect(run('move-out', group(a), '/conditions/0')).toBeNull();
  });

  it('are the same by menu and by keyboard', () => {
    expect(press('ArrowUp', { alt: true })).toBe('move-up');
    expect(press('ArrowLeft', { alt: true })).toBe('move-out');
    expect(press('KeyD', { ctrl: true })).toBe('duplicate');
    expect(press('KeyD', { meta: true })).toBe('duplicate');
    expect(press('KeyG', { alt: true, shift: true })).toBe('unwrap');
    expect(press('Delete', { alt: true })).toBe('remove');
    for (const [code, held] of [
      ['ArrowUp', {}],
      ['KeyD', {}],
      ['Backspace', {}],
      ['ArrowUp', { alt: true, shift: true }],
    ] as const) {
      expect(press(code, held)).toBeUndefined();
    }
    expect(COMMANDS.map(({ keys }) => keysLabel(keys))).toEqual([
      'Alt ↑',
      'Alt ↓',
      'Alt →',
      'Alt ←',
      'Ctrl D',
      'Alt G',
      'Alt Shift G',
      'Alt ⌫',
    ]);
  });

  it('tell where a node stands', () => {
    expect(positionOf(group(a, group(b, c)), '/conditions/1/conditions/1')).toBe('2 of 2');
    expect(positionOf(group(a), '')).toBe('');
  });
});
