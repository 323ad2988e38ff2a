import {
  MATCH_LABELS,
  checkRule,
  explainCondition,
  isDraftGroup,
  operatorOf,
  type AnyDraftNode,
  type Condition,
  type DraftEventCondition,
} from '@satsuma/segment-engine';
import type { BuilderCatalog } from './build-catalog.ts';

/** Names a node in a few words, for labels and announcements; also while it is unfinished. */
export type DescribeNode = (node: AnyDraftNode) => string;

/** Remembers what it said: a node never changes. */
export function createDescribeNode(catalog: BuilderCatalog, timeZone: string): DescribeNode {
  const known = new WeakMap<AnyDraftNode, string>();
  return (node) => {
    const words = known.get(node) ?? describe(node, catalog, timeZone);
    known.set(node, words);
    return words;
  };
}

function describe(node: AnyDraftNode, catalog: BuilderCatalog, timeZone: string): string {
  if (isDraftGroup(node)) return `group “${MATCH_LABELS[node.match]}”`;
  if (!('kind' in node)) return describeProperty(node);
  const finished = checkRule({ match: 'all', conditions: [node] }, catalog.engine).ok;
  if (finished) return explainCondition(node as Condition, catalog.engine, { timeZone });
  switch (node.kind) {
    case 'attribute':
      return catalog.attributes.get(node.attribute ?? '')?.label ?? 'unfinished condition';
    case 'event':
      return eventLabel(node, catalog);
    case 'segment':
      return 'segment';
    case 'everyone':
      return 'Everyone';
  }
}

const eventLabel = ({ event = '' }: DraftEventCondition, catalog: BuilderCatalog): string =>
  catalog.events.get(event)?.label ?? 'unfinished condition';

function describeProperty({
  property = 'property',
  operator,
}: {
  property?: string | undefined;
  operator?: string | undefined;
}): string {
  const label = operator === undefined ? undefined : operatorOf('text', operator)?.label;
  return [property, label ?? operator?.replaceAll('_', ' ')].filter(Boolean).join(' ');
}
