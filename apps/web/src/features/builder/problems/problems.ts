import type { ProblemIssue } from '@satsuma/contracts';
import { nodeAt, nodePathOf, parentOf, type AnyDraftNode, type DraftRule } from '@satsuma/segment-engine';

/**
 * `todo`: something is not filled in yet, nothing is wrong. `error`: cannot be saved. `warning`: legal and probably not
 * meant.
 */
export type Tone = 'todo' | 'error' | 'warning';

/** A problem on the node it belongs to, whoever found it. */
export interface Problem {
  readonly tone: Tone;
  readonly code: string;
  /** Pointer from the node, such as `/value`; empty for the node itself. */
  readonly at: string;
  readonly message: string;
  readonly suggestions: readonly string[];
}

/** What someone said of a rule: issues and warnings with pointers into that very rule. */
export interface Findings {
  readonly rule: DraftRule;
  readonly issues: readonly ProblemIssue[];
  readonly warnings: readonly ProblemIssue[];
}

export type ProblemsOf = (node: AnyDraftNode) => readonly Problem[];

const NONE: readonly Problem[] = [];

/**
 * Problems by node. Findings about an older rule stay with the nodes that are still the same, wherever they moved, and go
 * with the ones that were changed. What two finders say of one place is said once.
 */
export function collectProblems(findings: readonly Findings[]): ProblemsOf {
  const byNode = new Map<AnyDraftNode, Problem[]>();
  const add = (rule: DraftRule, issue: ProblemIssue, isWarning: boolean): void => {
    const path = nearestNode(rule, nodePathOf(issue.path));
    const node = nodeAt(rule, path) ?? rule;
    const problem = problemOf(issue, issue.path.slice(path.length), isWarning);
    const there = byNode.get(node) ?? [];
    if (there.some(({ code, at }) => code === problem.code && at === problem.at)) return;
    byNode.set(node, [...there, problem]);
  };
  for (const { rule, issues, warnings } of findings) {
    for (const issue of issues) add(rule, issue, false);
    for (const warning of warnings) add(rule, warning, true);
  }
  return (node) => byNode.get(node) ?? NONE;
}

/** The node itself, or what would hold it: a `where` that is missing belongs to its condition. */
const nearestNode = (rule: DraftRule, path: string): string =>
  nodeAt(rule, path) === undefined && path !== '' ? nearestNode(rule, parentOf(path) ?? '') : path;

function problemOf(issue: ProblemIssue, at: string, isWarning: boolean): Problem {
  const tone = isWarning ? 'warning' : isMissing(issue.code) ? 'todo' : 'error';
  return {
    tone,
    code: issue.code,
    at,
    message: tone === 'todo' ? missingWords(at) : sentence(issue.message),
    suggestions: issue.suggestions ?? [],
  };
}

const isMissing = (code: string): boolean => code === 'rule.key_missing' || code === 'rule.empty';

const MISSING: Readonly<Record<string, string>> = {
  attribute: 'Choose an attribute.',
  event: 'Choose an event.',
  segment: 'Choose a segment.',
  property: 'Choose a property.',
  operator: 'Choose how to compare.',
  value: 'Enter a value.',
  values: 'Choose at least one value.',
  from: 'Enter where it starts.',
  to: 'Enter where it ends.',
  amount: 'Enter how many.',
  unit: 'Choose a unit.',
  period: 'Choose a period.',
  conditions: 'Add a condition to this group.',
  where: 'Say what an item must be like.',
  with: 'Say what that event must be like.',
  window: 'Say when, or what that event must be like.',
};

const missingWords = (at: string): string =>
  MISSING[at.slice(at.lastIndexOf('/') + 1)] ?? 'Something is not filled in yet.';

function sentence(message: string): string {
  const [first = '', ...rest] = message;
  return first.toUpperCase() + rest.join('');
}

/** The tone that decides how a node looks. */
export function worstTone(problems: readonly Problem[]): Tone | null {
  for (const tone of ['error', 'todo', 'warning'] as const) {
    if (problems.some((problem) => problem.tone === tone)) return tone;
  }
  return null;
}
