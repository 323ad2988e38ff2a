import type { z } from 'zod';
import type { ProblemIssue } from '@satsuma/contracts';
import { didYouMean } from '@satsuma/segment-engine';
import { fieldsAt } from './schema-walk.ts';

/** More would help nobody. */
const MOST_ISSUES = 100;

type Path = readonly PropertyKey[];
type ZodIssue = z.core.$ZodIssue;

/** What is wrong with a value, in our words, each with its place and, for misspelled names, the nearest right ones. */
export function issuesOf(issues: readonly ZodIssue[], schema: z.ZodType): ProblemIssue[] {
  return issues.flatMap((issue) => translate(issue, issue.path, schema)).slice(0, MOST_ISSUES);
}

/** True when all that is wrong is that something is too long or too many. */
export const onlyLimits = (issues: readonly ProblemIssue[]): boolean =>
  issues.length > 0 && issues.every(({ code }) => code === 'limit.exceeded');

export const pointer = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function translate(issue: ZodIssue, path: Path, schema: z.ZodType): ProblemIssue[] {
  const at = pointer(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownField(key, path, schema));
    case 'invalid_union':
      return nearestBranch(issue).flatMap((inner) => translate(inner, [...path, ...inner.path], schema));
    case 'invalid_value': {
      const words = issue.values.map(String);
      const near = didYouMean(
        String(issue.input),
        words.map((name) => ({ name })),
      );
      return [
        {
          code: 'field.value',
          path: at,
          message: `must be one of ${words.join(', ')}`,
          ...(near.length > 0 ? { suggestions: near } : {}),
        },
      ];
    }
    case 'invalid_type':
      return [
        issue.input === undefined
          ? { code: 'field.missing', path: at, message: 'is missing' }
          : {
              code: 'field.type',
              path: at,
              message: `must be ${article(issue.expected)}, not ${shown(issue.input)}`,
            },
      ];
    default:
      if (issue.code === 'custom' && issue.input === undefined) {
        return [{ code: 'field.missing', path: at, message: 'is missing' }];
      }
      return [{ code: isLimit(issue) ? 'limit.exceeded' : 'field.value', path: at, message: issue.message }];
  }
}

function unknownField(key: string, path: Path, schema: z.ZodType): ProblemIssue {
  const near = didYouMean(
    key,
    fieldsAt(schema, path).map((name) => ({ name })),
  );
  return {
    code: 'field.unknown',
    path: pointer([...path, key]),
    message: near.length > 0 ? `is unknown; did you mean ${near.join(' or ')}?` : 'is unknown',
    ...(near.length > 0 ? { suggestions: near } : {}),
  };
}

/** The alternative that the value comes nearest to: of the right type at its root, then with the fewest faults. */
function nearestBranch(issue: z.core.$ZodIssueInvalidUnion): readonly ZodIssue[] {
  const score = (branch: readonly ZodIssue[]): number =>
    branch.length +
    (branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0) ? 1000 : 0);
  const [best] = [...issue.errors].sort((a, b) => score(a) - score(b));
  return best ?? [{ code: 'custom', path: [], message: 'has none of the forms that are possible here' }];
}

function isLimit(issue: ZodIssue): boolean {
  if (issue.code === 'custom') return issue.params?.['limit'] === true;
  return issue.code === 'too_big' && (issue.origin === 'string' || issue.origin === 'array');
}

const article = (type: string): string => {
  const word = type === 'int' ? 'whole number' : type === 'record' ? 'object' : type;
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
};

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
