import {
  operatorOf,
  replaceNode,
  nodeAt,
  type AnyDraftNode,
  type DraftOperands,
  type DraftRule,
  type Edit,
  type OperatorName,
  type ValueType,
} from '@satsuma/segment-engine';
import { withOperator } from '../draft/operand-changes.ts';
import type { Problem } from './problems.ts';

/** Suggestions that one press can put in place. */
export function usableSuggestions({ suggestions, at }: Problem): readonly string[] {
  return at === '' || at.endsWith('/conditions') ? [] : suggestions.filter((text) => text.length <= 120);
}

/**
 * The rule with a suggestion in the place of what it corrects. An operator takes over the operands that fit it; a number
 * stays a number.
 */
export function applySuggestion(
  rule: DraftRule,
  path: string,
  { problem, suggestion, type }: { problem: Problem; suggestion: string; type: ValueType | undefined },
): Edit | null {
  const node = nodeAt(rule, path);
  if (node === undefined) return null;
  const isOperator = type !== undefined && operatorOf(type, suggestion) !== undefined;
  if (isOperator && (problem.at === '/operator' || suggestion.startsWith('is_'))) {
    const changed = withOperator(node as DraftOperands, type, suggestion as OperatorName);
    return replaceNode(rule, path, changed as AnyDraftNode);
  }
  const changed = withSuggestion(node, problem.at.split('/').slice(1), suggestion);
  return replaceNode(rule, path, changed as AnyDraftNode);
}

function withSuggestion(value: unknown, [key, ...rest]: string[], suggestion: string): unknown {
  if (key === undefined) return typeof value === 'number' ? Number(suggestion) : suggestion;
  if (Array.isArray(value)) {
    return value.with(Number(key), withSuggestion(value[Number(key)], rest, suggestion));
  }
  const object = (value ?? {}) as Record<string, unknown>;
  return { ...object, [key]: withSuggestion(object[key], rest, suggestion) };
}
