import type { PropertyGroup, Rule, RuleNode } from '../ast/rule.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { LIMITS } from '../limits.ts';

/** What a rule speaks of, by name: what must not go away under it, and what its answer depends on. */
export interface Mentions {
  readonly attributes: ReadonlySet<string>;
  /** Properties by event. */
  readonly events: ReadonlyMap<string, ReadonlySet<string>>;
  readonly segments: ReadonlySet<number>;
}

export function mentionsOf(rule: Rule): Mentions {
  const attributes = new Set<string>();
  const events = new Map<string, Set<string>>();
  const segments = new Set<number>();
  const visit = (node: RuleNode): void => {
    if (!('kind' in node)) return node.conditions.forEach(visit);
    if (node.kind === 'attribute') attributes.add(node.attribute);
    if (node.kind === 'segment') segments.add(node.segment);
    if (node.kind !== 'event') return;
    const properties = events.get(node.event) ?? new Set();
    events.set(node.event, properties);
    if (node.measure !== undefined) properties.add(node.measure.property);
    if (node.where !== undefined) addProperties(node.where, properties);
    if (node.with !== undefined) addProperties(node.with, properties);
  };
  visit(rule);
  return { attributes, events, segments };
}

function addProperties(group: PropertyGroup, into: Set<string>): void {
  for (const node of group.conditions) {
    if ('conditions' in node) addProperties(node, into);
    else into.add(node.property);
  }
}

/** Why a rule of segment `self` cannot mention `start`: it would lead back to itself, or the chain would be too long. */
export function mentionProblem(
  catalog: Catalog,
  start: number,
  self: number | null,
): { readonly code: 'segment.cycle' | 'rule.limit'; readonly message: string } | null {
  const name = (id: number): string => catalog.segments.get(id)?.name ?? `segment ${id}`;
  const follow = (id: number, chain: readonly number[]): readonly number[] | 'long' | null => {
    const here = [...chain, id];
    if (id === self || chain.includes(id)) return here;
    if (here.length > LIMITS.mentionDepth) return 'long';
    for (const next of mentionsOf(catalog.segments.get(id)?.rule ?? { match: 'all', conditions: [] })
      .segments) {
      const found = follow(next, here);
      if (found !== null) return found;
    }
    return null;
  };
  const found = follow(start, []);
  if (found === null) return null;
  if (found === 'long') {
    return {
      code: 'rule.limit',
      message: `Segments can mention one another at most ${LIMITS.mentionDepth} deep.`,
    };
  }
  const chain = (self === null ? found : [self, ...found]).map((id) => `“${name(id)}”`).join(' → ');
  return { code: 'segment.cycle', message: `The segments would depend on themselves: ${chain}.` };
}
