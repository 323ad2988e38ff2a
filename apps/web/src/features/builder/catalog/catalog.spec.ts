import { checkRule } from '@satsuma/segment-engine';
import { describe, expect, it } from 'vitest';
import { SHOP } from '../testing/shop-catalog.ts';
import { allPages } from './catalog-query.ts';
import { createDescribeNode } from './describe-node.ts';
import { bestRank, searchCatalog } from './search-catalog.ts';

const found = (typed: string): string[] =>
  searchCatalog(SHOP.attributes.values(), typed).map(({ name }) => name);

describe('the catalog in the browser', () => {
  it('has what the workspace has and what rules read besides', () => {
    const rule = {
      match: 'all',
      conditions: [
        { kind: 'attribute', attribute: 'email', operator: 'is_set' },
        { kind: 'attribute', attribute: 'city', operator: 'is', value: 'Berlin' },
        {
          kind: 'event',
          event: 'visit',
          where: { match: 'all', conditions: [{ property: 'page', operator: 'is_set' }] },
        },
        { kind: 'segment', segment: 7, operator: 'member' },
      ],
    };
    expect(checkRule(rule, SHOP.engine).ok).toBe(true);
    expect(SHOP.attributes.get('tags')).toMatchObject({ label: 'Tags', type: 'list' });
  });

  it('reads every page', async () => {
    const pages: Record<string, { data: number[]; nextCursor: string | null }> = {
      first: { data: [1, 2], nextCursor: 'b' },
      b: { data: [3], nextCursor: 'c' },
      c: { data: [], nextCursor: null },
    };
    const read = ({ cursor = 'first' }: { cursor?: string }) =>
      Promise.resolve(pages[cursor] ?? { data: [], nextCursor: null });
    expect(await allPages(read)).toEqual([1, 2, 3]);
  });
});

describe('the search', () => {
  it('finds by label, name, synonym and description, the best first', () => {
    expect(found('CITY')).toEqual(['city']);
    expect(found('town')).toEqual(['city']);
    expect(found('poi')).toEqual(['points']);
    expect(found('optin')).toEqual(['optIn']);
    expect(found('current bal')).toEqual(['points']);
    expect(found('bal')).toEqual(['balance', 'points']);
  });

  it('shows all by label when nothing is typed, and the nearest spelling when nothing fits', () => {
    expect(found('')).toHaveLength(SHOP.attributes.size);
    expect(found('citty')).toEqual(['city']);
    expect(found('zzzzzz')).toEqual([]);
    expect(bestRank(searchCatalog(SHOP.events.values(), 'purchase'), 'purchase')).toBe(0);
  });
});

describe('names of nodes', () => {
  const describeNode = createDescribeNode(SHOP, 'UTC');

  it('are sentences when finished and names while they are not', () => {
    expect(describeNode({ kind: 'attribute', attribute: 'city', operator: 'is', value: 'Berlin' })).toBe(
      'City is Berlin',
    );
    expect(describeNode({ kind: 'attribute', attribute: 'city', operator: 'is' })).toBe('City');
    expect(describeNode({ kind: 'attribute' })).toBe('unfinished condition');
    expect(describeNode({ kind: 'event', event: 'purchase', measure: {} })).toBe('Purchase');
    expect(describeNode({ match: 'none', conditions: [] })).toBe('group “None of the following”');
    expect(describeNode({ property: 'total', operator: 'at_least' })).toBe('total at least');
  });
});
