import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../check/index.ts';
import { MOMENTS, RANDOM_WORLD, catalogOf, ruleArbitrary } from '../testing/index.ts';
import {
  duplicateNode,
  insertNode,
  isDraftGroup,
  moveNode,
  nodeAt,
  nodePathOf,
  pathOf,
  placeOf,
  removeNode,
  replaceNode,
  scopeOf,
  setMatch,
  unwrapGroup,
  wrapNode,
  type AnyDraftNode,
  type DraftNode,
  type DraftRule,
} from './index.ts';

const is = (value: string): DraftNode => ({ kind: 'attribute', attribute: 'city', operator: 'is', value });
const group = (...conditions: DraftNode[]): DraftRule => ({ match: 'all', conditions });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(is) as [DraftNode, DraftNode, DraftNode, DraftNode];
const page = (value: string) => ({ property: 'page', operator: 'is', value }) as const;
const visit: DraftNode = {
  kind: 'event',
  event: 'visit',
  where: { match: 'any', conditions: [page('x'), page('y')] },
};

const rules = ruleArbitrary(MOMENTS[0].now) as fc.Arbitrary<DraftRule>;
const catalog = catalogOf(RANDOM_WORLD);

/** Pointers of all nodes, the root first, with the groups inside conditions. */
function pathsOf(rule: DraftRule): string[] {
  const visitNode = (node: AnyDraftNode, path: string): string[] => {
    const inner = isDraftGroup(node)
      ? (node.conditions as readonly AnyDraftNode[]).flatMap((child, index) =>
          visitNode(child, pathOf({ group: path, index })),
        )
      : [];
    const owned = (['where', 'with'] as const).flatMap((key) => {
      const value = (node as Record<string, unknown>)[key];
      return value === undefined ? [] : visitNode(value as AnyDraftNode, `${path}/${key}`);
    });
    return [path, ...inner, ...owned];
  };
  return visitNode(rule, '');
}

const leavesOf = (rule: DraftRule): string[] =>
  pathsOf(rule)
    .map((path) => nodeAt(rule, path) as AnyDraftNode)
    .filter((node) => !isDraftGroup(node))
    .map((node) => JSON.stringify({ ...node, where: undefined, with: undefined }))
    .sort();

/** Every place a node can be put: before each child of a group, and at its end. */
const placesOf = (rule: DraftRule): string[] =>
  pathsOf(rule).flatMap((path) => {
    const node = nodeAt(rule, path) as AnyDraftNode;
    if (!isDraftGroup(node)) return [];
    return [...node.conditions, null].map((_, index) => pathOf({ group: path, index }));
  });

const ruleAnd = <T>(pick: (rule: DraftRule) => readonly T[]) =>
  rules.chain((rule) => fc.tuple(fc.constant(rule), fc.constantFrom(...pick(rule))));

describe('edits of a rule by pointer', () => {
  it('finds nodes, and nothing that is no node', () => {
    const rule = group(a, visit);
    expect(nodeAt(rule, '')).toBe(rule);
    expect(nodeAt(rule, '/conditions/1/where/conditions/1')).toEqual(page('y'));
    for (const path of [
      '/conditions/2',
      '/conditions/0/value',
      '/conditions/-1',
      '/conditions/01',
      'x',
      '/',
    ]) {
      expect(nodeAt(rule, path)).toBeUndefined();
    }
  });

  it.each([
    ['/conditions/1/value', '/conditions/1'],
    ['/conditions/1/conditions', '/conditions/1'],
    ['/conditions/0/window/amount', '/conditions/0'],
    ['/conditions/0/where/conditions/2/values/3', '/conditions/0/where/conditions/2'],
    ['/conditions/0/where', '/conditions/0/where'],
    ['/version', ''],
    ['', ''],
  ])('finds the node that %s stands in', (pointer, path) => expect(nodePathOf(pointer)).toBe(path));

  it('shares what an edit did not touch', () => {
    const rule = group(group(a, b), group(c, d), visit);
    const edited = replaceNode(rule, '/conditions/0/conditions/1', d)?.rule as DraftRule;
    expect(edited.conditions[1]).toBe(rule.conditions[1]);
    expect(edited.conditions[2]).toBe(rule.conditions[2]);
    expect(nodeAt(edited, '/conditions/0/conditions/0')).toBe(a);
    expect(rule).toEqual(group(group(a, b), group(c, d), visit));
  });

  it('makes a missing group of properties by its first node', () => {
    const rule = group({ kind: 'event', event: 'visit' });
    const edited = insertNode(rule, '/conditions/0/where/conditions/0', page('x'));
    expect(edited).toEqual({
      rule: group({ kind: 'event', event: 'visit', where: { match: 'all', conditions: [page('x')] } }),
      path: '/conditions/0/where/conditions/0',
    });
    expect(insertNode(rule, '/conditions/0/where/conditions/1', page('x'))).toBeNull();
  });

  it('removes groups that become empty, keeps the root', () => {
    expect(removeNode(group(a, group(group(b))), '/conditions/1/conditions/0/conditions/0')).toEqual({
      rule: group(a),
      path: '/conditions/0',
    });
    expect(removeNode(group(a), '/conditions/0')).toEqual({ rule: group(), path: '' });
    const one: DraftNode = { ...visit, where: { match: 'all', conditions: [page('x')] } } as DraftNode;
    expect(removeNode(group(one), '/conditions/0/where/conditions/0')).toEqual({
      rule: group({ kind: 'event', event: 'visit' }),
      path: '/conditions/0',
    });
    expect(removeNode(group(visit), '/conditions/0/where')?.rule).toEqual(
      group({ kind: 'event', event: 'visit' }),
    );
    expect(removeNode(group(a), '')).toBeNull();
  });

  it.each<[string, DraftRule, string, string, DraftRule, string]>([
    ['down in its group', group(a, b, c), '/conditions/0', '/conditions/2', group(b, a, c), '/conditions/1'],
    ['up in its group', group(a, b, c), '/conditions/2', '/conditions/0', group(c, a, b), '/conditions/0'],
    ['to the end', group(a, b, c), '/conditions/0', '/conditions/3', group(b, c, a), '/conditions/2'],
    [
      'into a group behind it',
      group(a, group(b)),
      '/conditions/0',
      '/conditions/1/conditions/1',
      group(group(b, a)),
      '/conditions/0/conditions/1',
    ],
    [
      'out of its group, which goes when empty',
      group(group(a), b),
      '/conditions/0/conditions/0',
      '/conditions/2',
      group(b, a),
      '/conditions/1',
    ],
    [
      'before its group, which goes when empty',
      group(c, group(a), b),
      '/conditions/1/conditions/0',
      '/conditions/1',
      group(c, a, b),
      '/conditions/1',
    ],
    [
      'among properties',
      group(visit),
      '/conditions/0/where/conditions/0',
      '/conditions/0/where/conditions/2',
      group({ ...visit, where: { match: 'any', conditions: [page('y'), page('x')] } } as DraftNode),
      '/conditions/0/where/conditions/1',
    ],
  ])('moves a node %s', (_, rule, from, to, moved, path) => {
    expect(moveNode(rule, from, to)).toEqual({ rule: moved, path });
  });

  it('does nothing when a node is moved to where it is', () => {
    const rule = group(a, b);
    for (const to of ['/conditions/0', '/conditions/1']) {
      expect(moveNode(rule, '/conditions/0', to)).toEqual({ rule, path: '/conditions/0' });
    }
  });

  it('refuses what has no meaning', () => {
    const rule = group(group(a, group(b)), visit, visit);
    expect(moveNode(rule, '/conditions/0', '/conditions/0/conditions/1/conditions/0')).toBeNull();
    expect(moveNode(rule, '/conditions/0', '/conditions/1/where/conditions/0')).toBeNull();
    expect(moveNode(rule, '/conditions/1/where/conditions/0', '/conditions/2/where/conditions/0')).toBeNull();
    expect(moveNode(rule, '/conditions/1/where/conditions/0', '/conditions/0')).toBeNull();
    expect(moveNode(rule, '', '/conditions/0')).toBeNull();
    expect(moveNode(rule, '/conditions/0', '/conditions/9')).toBeNull();
    expect(insertNode(rule, '/conditions/0', page('x'))).toBeNull();
    expect(replaceNode(rule, '/conditions/1/where/conditions/0', a)).toBeNull();
    expect(replaceNode(rule, '', a)).toBeNull();
    expect(duplicateNode(rule, '')).toBeNull();
    expect(unwrapGroup(rule, '/conditions/1')).toBeNull();
    expect(unwrapGroup(rule, '')).toBeNull();
    expect(setMatch(rule, '/conditions/1', 'any')).toBeNull();
  });

  it('wraps and unwraps, also the root', () => {
    const rule: DraftRule = { version: 1, ...group(a, b) };
    const wrapped = wrapNode(rule, '', 'none')?.rule as DraftRule;
    expect(wrapped).toEqual({ version: 1, match: 'none', conditions: [group(a, b)] });
    expect(unwrapGroup(wrapped, '')?.rule).toEqual(rule);
    expect(unwrapGroup(group(c, group(a, b), d), '/conditions/1')?.rule).toEqual(group(c, a, b, d));
  });
});

describe('laws of edits, for every rule', () => {
  it('remove undoes insert', () => {
    fc.assert(
      fc.property(ruleAnd(placesOf), ([rule, path]) => {
        const node = scopeOf(path) === '' ? a : page('z');
        const inserted = insertNode(rule, path, node);
        expect(nodeAt(inserted?.rule as DraftRule, path)).toBe(node);
        expect(removeNode(inserted?.rule as DraftRule, path)?.rule).toEqual(rule);
      }),
    );
  });

  it('a move keeps every leaf and says where the node went', () => {
    const moves = rules.chain((rule) =>
      fc.tuple(fc.constant(rule), fc.constantFrom(...pathsOf(rule)), fc.constantFrom(...placesOf(rule))),
    );
    fc.assert(
      fc.property(moves, ([rule, from, to]) => {
        const moved = moveNode(rule, from, to);
        if (moved === null) return;
        expect(leavesOf(moved.rule)).toEqual(leavesOf(rule));
        expect(nodeAt(moved.rule, moved.path)).toBe(nodeAt(rule, from));
        expect(checkRule(moved.rule, catalog).ok || depthOrEmpty(moved.rule)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('unwrap undoes wrap', () => {
    fc.assert(
      fc.property(ruleAnd(pathsOf), ([rule, path]) => {
        const wrapped = wrapNode(rule, path, 'any');
        if (wrapped === null) return;
        expect(unwrapGroup(wrapped.rule, path)?.rule).toEqual(rule);
      }),
    );
  });

  it('a duplicate stands behind the original and leaves no trace when removed', () => {
    fc.assert(
      fc.property(ruleAnd(pathsOf), ([rule, path]) => {
        const copied = duplicateNode(rule, path);
        expect(copied === null).toBe(placeOf(path) === null);
        if (copied === null) return;
        expect(nodeAt(copied.rule, copied.path)).toBe(nodeAt(rule, path));
        expect(removeNode(copied.rule, copied.path)?.rule).toEqual(rule);
      }),
    );
  });

  it('never mutates: the rule is the same JSON after every edit', () => {
    fc.assert(
      fc.property(ruleAnd(pathsOf), ([rule, path]) => {
        const before = JSON.stringify(rule);
        removeNode(rule, path);
        duplicateNode(rule, path);
        wrapNode(rule, path);
        unwrapGroup(rule, path);
        setMatch(rule, path, 'none');
        for (const to of placesOf(rule)) moveNode(rule, path, to);
        expect(JSON.stringify(rule)).toBe(before);
      }),
    );
  });

  const depthOrEmpty = (rule: DraftRule): boolean => {
    const result = checkRule(rule, catalog);
    return !result.ok && result.issues.every(({ code }) => code === 'rule.limit');
  };
});
