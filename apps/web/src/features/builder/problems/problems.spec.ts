import {
  checkRule,
  moveNode,
  nodeAt,
  replaceNode,
  type DraftNode,
  type DraftRule,
} from '@satsuma/segment-engine';
import { describe, expect, it } from 'vitest';
import { SHOP } from '../testing/shop-catalog.ts';
import { collectProblems, worstTone, type Findings } from './problems.ts';
import { applySuggestion } from './suggestions.ts';

const city = (value?: string): DraftNode => ({
  kind: 'attribute',
  attribute: 'city',
  operator: 'is',
  ...(value === undefined ? {} : { value }),
});
const rule: DraftRule = {
  match: 'all',
  conditions: [
    city('Berln'),
    {
      kind: 'event',
      event: 'purchase',
      window: { kind: 'last', amount: 0, unit: 'day' },
      where: { match: 'any', conditions: [{ property: 'categry', operator: 'is', value: 'shoes' }] },
    },
    { match: 'any', conditions: [city(), { match: 'all', conditions: [] }] },
  ],
};

const browser = (checked: DraftRule): Findings => {
  const result = checkRule(checked, SHOP.engine);
  const issues = result.ok
    ? []
    : result.issues.map((issue) => ({ ...issue, suggestions: [...issue.suggestions] }));
  return { rule: checked, issues, warnings: [] };
};
const server: Findings = {
  rule,
  issues: [],
  warnings: [
    { code: 'value.unseen', path: '/conditions/0/value', message: 'nobody has it.', suggestions: ['Berlin'] },
  ],
};
const at = (checked: DraftRule, path: string) => {
  const node = nodeAt(checked, path);
  if (node === undefined) throw new Error(path);
  return node;
};

describe('problems on the node they belong to', () => {
  it('stand where their pointers lead, in groups and inside conditions', () => {
    const problemsOf = collectProblems([browser(rule)]);
    const shown = (path: string) =>
      problemsOf(at(rule, path)).map(({ tone, at: where }) => `${tone} ${where}`);
    expect(shown('/conditions/1')).toEqual(['error /window/amount']);
    expect(shown('/conditions/1/where/conditions/0')).toEqual(['error /property']);
    expect(shown('/conditions/2/conditions/0')).toEqual(['todo /value']);
    expect(shown('/conditions/2/conditions/1')).toEqual(['todo /conditions']);
    expect(shown('/conditions/0')).toEqual([]);
    expect(shown('')).toEqual([]);
  });

  it('of the server and of the browser light up the same row, and one place is told once', () => {
    const both = collectProblems([browser(rule), server, server]);
    expect(both(at(rule, '/conditions/0'))).toEqual([
      {
        tone: 'warning',
        code: 'value.unseen',
        at: '/value',
        message: 'Nobody has it.',
        suggestions: ['Berlin'],
      },
    ]);
  });

  it('move with their node and go when it is changed', () => {
    const moved = moveNode(rule, '/conditions/0', '/conditions/3')?.rule as DraftRule;
    expect(collectProblems([server])(at(moved, '/conditions/2'))).toHaveLength(1);
    const changed = replaceNode(rule, '/conditions/0', city('Berlin'))?.rule as DraftRule;
    expect(collectProblems([server])(at(changed, '/conditions/0'))).toEqual([]);
  });

  it('about a part that is missing stand on what would hold it', () => {
    const items: DraftRule = {
      match: 'all',
      conditions: [{ kind: 'attribute', attribute: 'children', operator: 'any_item' }],
    };
    const [problem] = collectProblems([browser(items)])(at(items, '/conditions/0'));
    expect(problem).toMatchObject({ tone: 'todo', at: '/where', message: 'Say what an item must be like.' });
  });

  it('are as loud as the worst of them', () => {
    const problem = { code: 'x', at: '', message: '', suggestions: [] };
    expect(worstTone([])).toBeNull();
    expect(
      worstTone([
        { ...problem, tone: 'warning' },
        { ...problem, tone: 'error' },
      ]),
    ).toBe('error');
  });
});

describe('suggestions', () => {
  it('go in the place of what they correct', () => {
    const [problem] = collectProblems([server])(at(rule, '/conditions/0'));
    if (problem === undefined) throw new Error('no problem');
    const edit = applySuggestion(rule, '/conditions/0', { problem, suggestion: 'Berlin', type: 'text' });
    expect(edit?.rule.conditions[0]).toEqual(city('Berlin'));
  });

  it('keep numbers numbers and change operators with their operands', () => {
    const problem = { tone: 'error' as const, code: 'value.range', message: '', suggestions: ['1'] };
    const amount = { ...problem, at: '/window/amount' };
    const edit = applySuggestion(rule, '/conditions/1', {
      problem: amount,
      suggestion: '1',
      type: undefined,
    });
    expect(edit?.rule.conditions[1]).toMatchObject({ window: { kind: 'last', amount: 1, unit: 'day' } });
    const empty = { ...problem, code: 'value.invalid', at: '/value' };
    const set = applySuggestion(rule, '/conditions/0', {
      problem: empty,
      suggestion: 'is_not_set',
      type: 'text',
    });
    expect(set?.rule.conditions[0]).toEqual({ kind: 'attribute', attribute: 'city', operator: 'is_not_set' });
  });
});
