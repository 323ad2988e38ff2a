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
  const found: ProblemIssue[] = [];
  for (const issue of issues) {
    if (found.length >= MOST_ISSUES) break;
    found.push(...translate(issue, issue.path, schema));
  }
  return found.slice(0, MOST_ISSUES);
}

/** A sentence about the problems that a detail does not tell; empty when there are none. */
export const furtherProblems = (others: number): string =>
  others < 1 ? '' : others === 1 ? ' There is 1 more problem.' : ` There are ${others} more problems.`;

/** True when all that is wrong is that something is too long or too many. */
export const onlyLimits = (issues: readonly ProblemIssue[]): boolean =>
  issues.length > 0 && issues.every(({ code }) => code === 'limit.exceeded');

export const pointer = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function translate(issue: ZodIssue, path: Path, schema: z.ZodType): ProblemIssue[] {
  const at = pointer(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MOST_ISSUES).map((key) => unknownField(key, issue, path, schema));
    case 'invalid_union':
      return noBranch(nearestBranches(issue), path, schema);
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
      return [
        { code: isLimit(issue) ? 'limit.exceeded' : 'field.value', path: at, message: plainWords(issue) },
      ];
  }
}

function unknownField(
  key: string,
  { input, keys }: z.core.$ZodIssueUnrecognizedKeys,
  path: Path,
  schema: z.ZodType,
): ProblemIssue {
  const at = { code: 'field.unknown', path: pointer([...path, key]) };
  const fields = fieldsAt(schema, path);
  if (fields.includes(key)) {
    // A field of another form that the value may have.
    const others = Object.keys(input ?? {}).filter(
      (other) => fields.includes(other) && !keys.includes(other),
    );
    return { ...at, message: others.length > 0 ? `cannot go with ${others.join(', ')}` : 'cannot be here' };
  }
  const near = didYouMean(
    key,
    fields.map((name) => ({ name })),
  );
  return {
    ...at,
    message: near.length > 0 ? `is unknown; did you mean ${near.join(' or ')}?` : 'is unknown',
    ...(near.length > 0 ? { suggestions: near } : {}),
  };
}

/** A fault in which fields a value has says more against a form than faults of their values. */
const WRONG_FIELD = 100;
const WRONG_TYPE = 10_000;

const isMissing = (issue: ZodIssue): boolean => issue.code === 'invalid_type' && issue.input === undefined;

/** The forms that the value comes nearest to: of the right type at its root, then of its fields, then with the fewest faults. */
function nearestBranches({ errors }: z.core.$ZodIssueInvalidUnion): readonly (readonly ZodIssue[])[] {
  const faults = (issue: ZodIssue): number => {
    if (issue.code === 'invalid_type' && issue.path.length === 0) return WRONG_TYPE;
    return issue.code === 'unrecognized_keys' || isMissing(issue) ? WRONG_FIELD : 1;
  };
  const scored = errors.map((branch) => ({
    branch,
    score: branch.reduce((sum, issue) => sum + faults(issue), 0),
  }));
  const least = Math.min(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === least).map(({ branch }) => branch);
}

/** What is wrong with a value that has none of its forms; where several are as near, which fields could tell them apart. */
function noBranch(branches: readonly (readonly ZodIssue[])[], path: Path, schema: z.ZodType): ProblemIssue[] {
  const [first] = branches;
  if (first === undefined) {
    return [
      { code: 'field.value', path: pointer(path), message: 'has none of the forms that are possible here' },
    ];
  }
  const missing = branches.map((branch) =>
    branch.filter((issue) => isMissing(issue) && issue.path.length === 1),
  );
  const open = branches.length > 1 && missing.every(({ length }) => length > 0);
  const rest = open ? first.filter((issue) => !isMissing(issue)) : first;
  const found = rest.flatMap((inner) => translate(inner, [...path, ...inner.path], schema));
  if (!open) return found;
  const names = [...new Set(missing.flat().map((issue) => String(issue.path[0])))];
  return [
    ...found,
    { code: 'field.missing', path: pointer(path), message: `needs one of ${names.join(', ')}` },
  ];
}

/** What the schema says itself, or the bounds that it sets; the library's own words are none for people. */
function plainWords(issue: ZodIssue): string {
  if (!/^(?:Too (?:small|big)|Invalid)\b/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    default:
      return 'is not valid here';
  }
}

function bound(origin: string, than: string, amount: number | bigint): string {
  const unit = UNITS[origin];
  if (unit === undefined) return `must be ${than} ${amount}`;
  return `must have ${than} ${amount} ${amount === 1 ? unit : `${unit}s`}`;
}

/** What the length of a value counts. */
const UNITS: Readonly<Record<string, string>> = {
  string: 'character',
  array: 'item',
  set: 'item',
  file: 'byte',
};

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
