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
  const found = follow(catalog, self, start, [], new Map());
  if (typeof found === 'number') return null;
  if (found === 'long') {
    return {
      code: 'rule.limit',
      message: `Segments can mention one another at most ${LIMITS.mentionDepth} deep.`,
    };
  }
  const chain = (self === null ? found : [self, ...found]).map((id) => `“${name(id)}”`).join(' → ');
  return { code: 'segment.cycle', message: `The segments would depend on themselves: ${chain}.` };
}

/** The longest chain of mentions from a segment on, the cycle it runs into, or `long`. Each segment is looked at once. */
function follow(
  catalog: Catalog,
  self: number | null,
  id: number,
  chain: readonly number[],
  lengths: Map<number, number>,
): number | readonly number[] | 'long' {
  const here = [...chain, id];
  if (id === self || chain.includes(id)) return here;
  const known = lengths.get(id);
  if (known !== undefined) return chain.length + known > LIMITS.mentionDepth ? 'long' : known;
  if (here.length > LIMITS.mentionDepth) return 'long';
  let longest = 0;
  for (const next of mentionedBy(catalog, id)) {
    const found = follow(catalog, self, next, here, lengths);
    if (typeof found !== 'number') return found;
    longest = Math.max(longest, found);
  }
  lengths.set(id, longest + 1);
  return longest + 1;
}

function mentionedBy(catalog: Catalog, id: number): ReadonlySet<number> {
  const rule = catalog.segments.get(id)?.rule;
  return rule === undefined ? new Set() : mentionsOf(rule).segments;
}

/**
 * How many conditions a rule comes to when those of the segments that it mentions are written out, a segment as often as it is
 * mentioned: what evaluators have to go through. Counted up to a limit. Segments must not depend on themselves.
 */
export function writtenOut(rule: Rule, catalog: Catalog, known = new Map<number, number>()): number {
  const size = (node: RuleNode): number => {
    if (!('kind' in node)) return node.conditions.reduce((sum, child) => sum + size(child), 0);
    if (node.kind !== 'segment') return 1;
    const before = known.get(node.segment);
    if (before !== undefined) return before;
    const segment = catalog.segments.get(node.segment);
    const total = segment === undefined ? 0 : writtenOut(segment.rule, catalog, known);
    known.set(node.segment, total);
    return total;
  };
  return size(rule);
}
