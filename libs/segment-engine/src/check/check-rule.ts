import {
  Match,
  type AttributeCondition,
  type Group,
  type Rule,
  type RuleNode,
  type SegmentCondition,
} from '../ast/rule.ts';
import type { AttributeDefinition, Catalog } from '../catalog/catalog.ts';
import { LIMITS } from '../limits.ts';
import { Checker, isObject, quote, type JsonObject } from './checker.ts';
import { readEventCondition } from './event-condition.ts';
import { pointer, type Issue, type IssueCode, type WarningCode } from './issue.ts';
import { jsonBytes, suggestJson } from './json-size.ts';
import { mentionProblem, writtenOut } from './mentions.ts';
import { readOperands } from './operands.ts';
import { fieldScope, readList, readPropertyGroup } from './property-group.ts';
import { checkStray } from './stray.ts';
import { warnAbout } from './warnings.ts';

declare const checked: unique symbol;

/**
 * A rule that passed the check: the only kind that can be evaluated, compiled or saved. Its keys stand in a fixed order,
 * `version` is set and nothing else is added, so that equal rules are equal JSON.
 */
export type CheckedRule = Rule & { readonly version: 1; readonly [checked]: true };

export type RuleIssue = Issue<IssueCode>;
export type RuleWarning = Issue<WarningCode>;

export type CheckResult =
  | { readonly ok: true; readonly rule: CheckedRule; readonly warnings: readonly RuleWarning[] }
  | { readonly ok: false; readonly issues: readonly RuleIssue[]; readonly warnings: readonly RuleWarning[] };

export interface CheckOptions {
  /** Id of the segment that the rule is for: the rule must not lead back to it. */
  readonly self?: number | null;
}

/** Checks any JSON value as a rule and says everything that is wrong with it at once. Never throws. */
export function checkRule(input: unknown, catalog: Catalog, { self = null }: CheckOptions = {}): CheckResult {
  const checker = new Checker(catalog, self);
  const rule = tooLarge(checker, input) ? null : readRoot(checker, input);
  if (rule === null || checker.issues.length > 0) {
    return { ok: false, issues: checker.issues, warnings: checker.warnings };
  }
  const total = writtenOut(rule, catalog);
  if (total > LIMITS.writtenOut) {
    checker.issue(
      'rule.limit',
      '',
      `With the segments that it mentions the rule comes to ${total} conditions; at most ${LIMITS.writtenOut} are allowed.`,
    );
    return { ok: false, issues: checker.issues, warnings: checker.warnings };
  }
  warnAbout(checker, rule);
  return { ok: true, rule: rule as CheckedRule, warnings: checker.warnings };
}

function tooLarge(checker: Checker, input: unknown): boolean {
  if (jsonBytes(input, LIMITS.ruleBytes) <= LIMITS.ruleBytes) return false;
  checker.issue('rule.limit', '', `A rule has at most ${LIMITS.ruleBytes / 1024} KiB of JSON.`);
  return true;
}

function readRoot(checker: Checker, raw: unknown): Rule | null {
  if (!isObject(raw))
    return checker.issue(
      'rule.type',
      '',
      `A rule is a group {"match":"all","conditions":[…]}, not ${quote(raw)}.`,
    );
  if (raw['kind'] !== undefined && raw['conditions'] === undefined) {
    const { version: _, ...condition } = raw;
    const wrapped = suggestJson({ match: 'all', conditions: [condition] });
    return checker.issue('rule.wrap', '', 'A rule is a group: wrap the condition.', wrapped);
  }
  if (raw['version'] !== undefined && raw['version'] !== 1) {
    checker.issue('rule.version', '/version', `${quote(raw['version'])} is no known version.`, ['1']);
  }
  const group = readGroup(checker, raw, '', 1, ['version']);
  return group === null ? null : { version: 1, ...group };
}

function readGroup(
  checker: Checker,
  raw: JsonObject,
  path: string,
  depth: number,
  more: readonly string[] = [],
): Group | null {
  if (depth > LIMITS.depth)
    return checker.issue('rule.limit', path, `Groups nest at most ${LIMITS.depth} deep.`);
  checker.onlyKeys(raw, path, ['match', 'conditions', ...more]);
  const match = checker.word(raw['match'], pointer(path, 'match'), Match.options);
  const conditions = readList(checker, raw['conditions'], pointer(path, 'conditions'), (child, at) =>
    readNode(checker, child, at, depth),
  );
  return match === null || conditions === null ? null : { match, conditions };
}

const KINDS = ['attribute', 'event', 'segment', 'everyone'] as const;

function readNode(checker: Checker, raw: unknown, path: string, depth: number): RuleNode | null {
  if (!isObject(raw))
    return checker.issue('rule.type', path, `must be a condition or a group, not ${quote(raw)}.`);
  if (raw['kind'] === undefined && (raw['match'] !== undefined || raw['conditions'] !== undefined)) {
    return readGroup(checker, raw, path, depth + 1);
  }
  if (!checker.count(path)) return null;
  const kind = checker.word(raw['kind'], pointer(path, 'kind'), KINDS);
  switch (kind) {
    case null:
      return null;
    case 'attribute':
      return readAttributeCondition(checker, raw, path, depth);
    case 'event':
      return readEventCondition(checker, raw, path, depth);
    case 'segment':
      return readSegmentCondition(checker, raw, path);
    case 'everyone':
      checker.onlyKeys(raw, path, ['kind']);
      return { kind };
  }
}

function readAttributeCondition(
  checker: Checker,
  raw: JsonObject,
  path: string,
  depth: number,
): AttributeCondition | null {
  const definition = readAttribute(checker, raw['attribute'], pointer(path, 'attribute'));
  if (definition === null) {
    checkStray(checker, raw, path, ['kind', 'attribute']);
    return null;
  }
  const operands = readOperands(checker, raw, path, definition, ['kind', 'attribute'], (where, at, fields) =>
    readPropertyGroup(checker, where, at, fieldScope(definition.label, fields), depth + 1),
  );
  return operands === null ? null : { kind: 'attribute', attribute: definition.name, ...operands };
}

function readAttribute(checker: Checker, name: unknown, path: string): AttributeDefinition | null {
  if (name === undefined)
    return checker.issue('rule.key_missing', path, 'is missing: the name of an attribute.');
  const definition = typeof name === 'string' ? checker.catalog.attributes.get(name) : undefined;
  if (definition !== undefined) return definition;
  const near = typeof name === 'string' ? checker.near(name, checker.catalog.attributes.values()) : [];
  return checker.issue('attribute.unknown', path, `There is no attribute ${quote(name)}.`, near);
}

function readSegmentCondition(checker: Checker, raw: JsonObject, path: string): SegmentCondition | null {
  checker.onlyKeys(raw, path, ['kind', 'segment', 'operator']);
  const at = pointer(path, 'segment');
  const operator = checker.word(
    raw['operator'],
    pointer(path, 'operator'),
    ['member', 'not_member'] as const,
    'operator.unknown',
  );
  const id = raw['segment'];
  if (id === undefined) return checker.issue('rule.key_missing', at, 'is missing: the id of a segment.');
  if (typeof id !== 'number') {
    const named = [...checker.catalog.segments.values()].filter(({ name }) => name === id);
    return checker.issue(
      'value.type',
      at,
      `${quote(id)} is no id of a segment.`,
      named.slice(0, 3).map((segment) => String(segment.id)),
    );
  }
  if (!checker.catalog.segments.has(id))
    return checker.issue('segment.unknown', at, `There is no segment ${id}.`);
  const problem = mentionProblem(checker.catalog, id, checker.self);
  if (problem !== null) return checker.issue(problem.code, at, problem.message);
  return operator === null ? null : { kind: 'segment', segment: id, operator };
}
