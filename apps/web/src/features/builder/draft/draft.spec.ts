import { insertNode, replaceNode, type DraftNode, type DraftRule } from '@satsuma/segment-engine';
import { describe, expect, it } from 'vitest';
import { reduceDraft, startDraft, type Draft, type DraftEdit } from './draft.ts';

const city = (value: string): DraftNode => ({ kind: 'attribute', attribute: 'city', operator: 'is', value });
const EMPTY: DraftRule = { match: 'all', conditions: [] };

const add = (value: string): DraftEdit => ({
  change: (rule) => insertNode(rule, `/conditions/${rule.conditions.length}`, city(value)),
  label: `add ${value}`,
  focus: 'operand',
  said: () => 'Added.',
});
const type = (value: string): DraftEdit => ({
  change: (rule) => replaceNode(rule, '/conditions/0', city(value)),
  label: 'change condition',
  merge: '/conditions/0 value',
});

const after = (edits: readonly (DraftEdit | 'undo' | 'redo')[], draft: Draft = startDraft(EMPTY)): Draft =>
  edits.reduce(
    (so, edit) => reduceDraft(so, typeof edit === 'string' ? { type: edit } : { type: 'edit', edit }),
    draft,
  );
const values = ({ rule }: Draft): unknown[] =>
  rule.conditions.map((node) => ('value' in node ? node.value : node));

describe('the draft of a rule', () => {
  it('goes back and forth through the rules it was', () => {
    const draft = after([add('a'), add('b')]);
    expect(values(draft)).toEqual(['a', 'b']);
    expect(values(after(['undo'], draft))).toEqual(['a']);
    expect(values(after(['undo', 'undo', 'undo'], draft))).toEqual([]);
    expect(after(['undo', 'undo'], draft).rule).toBe(EMPTY);
    expect(after(['undo', 'undo', 'redo', 'redo', 'redo'], draft).rule).toBe(draft.rule);
  });

  it('forgets what was undone when something else is done', () => {
    const draft = after([add('a'), 'undo', add('b')]);
    expect(values(draft)).toEqual(['b']);
    expect(draft.future).toEqual([]);
    expect(after(['redo'], draft).rule).toBe(draft.rule);
  });

  it('takes the letters of a word as one step, until something else happens', () => {
    const draft = after([add('a'), type('ab'), type('abc'), add('x'), type('abcd')]);
    expect(draft.past.map(({ label }) => label)).toEqual([
      'add a',
      'change condition',
      'add x',
      'change condition',
    ]);
    expect(values(after(['undo', 'undo', 'undo'], draft))).toEqual(['a']);
    expect(after([type('ab'), 'undo', type('z')], after([add('a')])).past).toHaveLength(2);
  });

  it('says what was undone and moves the focus only when an edit asks for it', () => {
    const draft = after([add('a')]);
    expect(draft.focus).toEqual({ path: '/conditions/0', part: 'operand' });
    expect(after([type('ab')], draft).focus).toBe(draft.focus);
    expect(after(['undo'], draft).said).toBe('Undone: add a.');
  });

  it('does nothing for an edit without meaning', () => {
    const draft = after([add('a')]);
    const nowhere: DraftEdit = {
      change: (rule) => replaceNode(rule, '/conditions/5', city('x')),
      label: 'x',
    };
    expect(after([nowhere], draft)).toBe(draft);
  });
});
