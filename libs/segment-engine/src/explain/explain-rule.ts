import type { AttributeCondition, Condition, Group, Rule, RuleNode, SegmentCondition } from '../ast/rule.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { eventWords } from './event-words.ts';
import { MATCH_LABELS } from './labels.ts';
import { predicateWords } from './operands.ts';
import { fieldsOf, propertyGroupWords } from './property-words.ts';
import { nameWords, quoted, sentence } from './words.ts';

/** A node of a rule in words. */
export interface Sentence {
  /** JSON pointer from the root of the rule. */
  readonly path: string;
  /** 1 for what stands in the root. */
  readonly depth: number;
  /** Plain text on one line, at most 1,000 characters; a group ends in a colon. Never markup: whoever shows it escapes it. */
  readonly text: string;
}

export interface ExplainOptions {
  /** IANA zone in which instants are told; without one they are told in UTC and say so. */
  readonly timeZone?: string | undefined;
}

/** Every node of a rule but the root as a sentence, in reading order. Names that the catalog lacks are said as they are written. */
export function explainRule(rule: Rule, catalog: Catalog, options: ExplainOptions = {}): readonly Sentence[] {
  const sentences: Sentence[] = [];
  const visit = (group: Group, path: string, depth: number): void => {
    for (const [index, node] of group.conditions.entries()) {
      const at = `${path}/conditions/${index}`;
      const isGroup = !('kind' in node);
      const text = isGroup ? groupHeading(node) : explainCondition(node, catalog, options);
      sentences.push({ path: at, depth, text });
      if (isGroup) visit(node, at, depth + 1);
    }
  };
  visit(rule, '', 1);
  return sentences;
}

/**
 * A rule as sentences that stand alone: one for each part of the root, groups inside them in brackets. What the root asks
 * of them is said first unless it is all of them.
 */
export function sentencesOf(rule: Rule, catalog: Catalog, options: ExplainOptions = {}): string[] {
  const parts = rule.conditions.map((node) => {
    if ('kind' in node) return explainCondition(node, catalog, options);
    return sentence(groupWords(node, catalog, options));
  });
  return rule.match === 'all' ? parts : [groupHeading(rule), ...parts];
}

const groupHeading = ({ match }: Group): string => `${MATCH_LABELS[match]}:`;

function groupWords({ match, conditions }: Group, catalog: Catalog, options: ExplainOptions): string {
  const parts = conditions.map((node: RuleNode) =>
    'kind' in node ? explainCondition(node, catalog, options) : `(${groupWords(node, catalog, options)})`,
  );
  const heading = { all: 'All of', any: 'Any of', none: 'None of' }[match];
  return `${heading}: ${parts.join('; ')}`;
}

/** A condition as a sentence, such as `City is Zagreb or Split`. */
export function explainCondition(
  condition: Condition,
  catalog: Catalog,
  { timeZone }: ExplainOptions = {},
): string {
  switch (condition.kind) {
    case 'attribute':
      return sentence(attributeWords(condition, catalog, timeZone));
    case 'event':
      return sentence(eventWords(condition, catalog.events.get(condition.event), timeZone));
    case 'segment':
      return segmentWords(condition, catalog);
    case 'everyone':
      return 'Everyone';
  }
}

function attributeWords(
  condition: AttributeCondition,
  { attributes }: Catalog,
  zone: string | undefined,
): string {
  const known = attributes.get(condition.attribute);
  const words = predicateWords(condition, {
    subject: { type: known?.type },
    zone,
    sayWhere: (where) => propertyGroupWords(where, fieldsOf(known?.fields), zone),
  });
  return `${nameWords(known?.label ?? condition.attribute)} ${words}`;
}

function segmentWords({ segment, operator }: SegmentCondition, { segments }: Catalog): string {
  const name = segments.get(segment)?.name;
  const words = name === undefined ? `segment ${segment}, which is gone` : `segment ${quoted(name)}`;
  return operator === 'member' ? `In ${words}` : `Not in ${words}`;
}
